/**
 * Words that the format itself has for a choice (kinds of lines, shapes, functions, scripts, …; ECMA-376 part 1, the `ST_…` types of
 * 18, 20 and 21). An attribute that holds one of them, a number, a colour or a place says nothing of anybody.
 */
export const knownWords: ReadonlySet<string> = new Set(
  `
3Arrows 3ArrowsGray 3Flags 3Signs 3Stars 3Symbols 3Symbols2 3TrafficLights1 3TrafficLights2 3Triangles 4Arrows 4ArrowsGray
4Rating 4RedToBlack 4TrafficLights 5Arrows 5ArrowsGray 5Boxes 5Quarters 5Rating a14 aboveAverage absolute accent1 accent2
accent3 accent4 accent5 accent6 accentBorderCallout1 accentBorderCallout2 accentBorderCallout3 accentCallout1 accentCallout2
accentCallout3 actionButtonBlank all angle anysvml Arab arc Armn array arrow artDeco asDisplayed asVector atEnd auto automatic
autoMax autoMin autoZero average axisPage b balanced bar base baseline beginsWith belowAverage Beng bentArrow bentConnector2
bentConnector3 bentConnector4 bentConnector5 bentUpArrow bestFit between bevel bg1 bl black blank blockArc boolean Bopo
borderCallout1 borderCallout2 borderCallout3 both bottom bottomLeft bottomRight box br bracePair bracketPair brightRoom Bugi
Button button c14 c15 c16 callout1 callout2 callout3 can Cans cellIs cellName center centerContinuous cfff CheckBox Checked
checked Cher chevron chilly chord circle circularArrow clear clip cloud cloudCallout clustered col colorScale column comma
commNone cone coneToMax containsBlanks containsErrors containsText continuous contrasting convex corner count countNums cross
cs ctr cube currency curvedConnector2 curvedConnector3 curvedConnector4 curvedConnector5 curvedDownArrow curvedLeftArrow
curvedRightArrow curvedUpArrow cust custom cylinder d darkDown darkGray darkGrid darkHorizontal darkTrellis darkUp
darkVertical dash dashDot dashDotDot dashed dataBar dataTable date day dbl decagon decimal default Deva diagStripe Dialog
diamond displayed dist distributed dk dk1 dk2 dkDnDiag dkEdge dkUpDiag dLbl dodecagon donut dot dotDash dotted double
doubleAccounting doubleWave downArrow downArrowCallout downThenOver Drop duplicateValues e ea eaVert edge Edit ellipse
ellipseRibbon ellipseRibbon2 ellipsis en endsWith equal Ethi exp expression extended fill filled fillerr firstColumn
firstColumnStripe firstRowStripe fixedVal flat flood flowChartAlternateProcess flowChartCollate flowChartConnector
flowChartDecision flowChartDelay flowChartDisplay flowChartDocument flowChartExtract flowChartInputOutput
flowChartInternalStorage flowChartMagneticDisk flowChartMagneticDrum flowChartMagneticTape flowChartManualInput
flowChartManualOperation flowChartMerge flowChartMultidocument flowChartOfflineStorage flowChartOffpageConnector
flowChartOnlineStorage flowChartOr flowChartPredefinedProcess flowChartPreparation flowChartProcess flowChartPunchedCard
flowChartPunchedTape flowChartSort flowChartSummingJunction flowChartTerminator foldedCorner folHlink formula frame freezing
frozen frozenSplit fullAlpha fullHangul fullKatakana fullwidthAlpha fullwidthKatakana gap GBox general Geor glow gray0625
gray125 greaterThan greaterThanOrEqual group Gujr Guru hair halfAlpha halfFrame halfHangul halfKatakana halfwidthAlpha
halfwidthKatakana Hang Hans Hant hardEdge harsh headerRow heart Hebr heptagon hexagon hidden high Hiragana hiragana hlink
homePlate horizontalScroll horz hundreds iconSet in inBase individual inEnd information inlineStr inner integer irregularSeal1
irregularSeal2 isometricLeftDown isometricOffAxis1Right isometricOffAxis1Top isometricOffAxis2Left isometricOffAxis2Right
isometricRightUp isometricTopUp Java Jpan justify justLow Khmr Knda l Label landscape lang Laoo last7Days lastColumn lastMonth
lastWeek latin left leftArrow leftArrowCallout leftBrace leftBracket leftCircularArrow leftRightArrow leftRightArrowCallout
leftRightCircularArrow leftRightRibbon leftRightUpArrow leftToRight leftUpArrow legacyMatte lessThan lessThanOrEqual lg lgDash
lgDashDot lgDashDotDot lightDown lightGray lightGrid lightHorizontal lightningBolt lightTrellis lightUp lightVertical line
linear lineInv lineMarker List list Lisu log low lpc lt lt1 lt2 ltDnDiag ltUpDiag m major manual marker mathDivide mathEqual
mathMinus mathMultiply mathNotEqual mathPlus matte max mc med medium mediumDashDot mediumDashDotDot mediumDashed mediumGray
metal midCat middle min minMax minor minorTicks miter mixed Mlym Mong mongolianVert months moon morning movingAvg multi Mymr n
NA narHorz never nextMonth nextTo nextWeek Nkoo noControl noConversion NoIcons none nonIsoscelesTrapezoid normal noSmoking
noStrike notBetween notchedRightArrow notContains notContainsBlanks notContainsErrors notContainsText Note notEqual num
numeric obliqueTopLeft obliqueTopRight octagon off Olck on oneCell orthographicFront Orya Osma out outEnd oval overflow
overThenDown p pageBreakPreview pageLayout parallelogram path pct20 pct30 pct5 pct60 pct75 pct90 pentagon percent percentage
percentile percentStacked perspectiveAbove perspectiveFront perspectiveRelaxed perspectiveRight Phag phClr Pict pie pieWedge
PivotStyleLight16 PivotStyleMedium4 PivotStyleMedium9 pixel plaque plastic plus poly portrait powder power preserve print
quadArrow quadArrowCallout queryTable r R1C1 Radio rect red relaxedInset ribbon ribbon2 riblet right rightArrow
rightArrowCallout rightBrace rightBracket rightToLeft rnd round1Rect round2DiagRect round2SameRect roundRect rtTriangle s
Scroll secondColumnStripe secondRowStripe selection shared sheetView show simple single singleAccounting Sinh slantDashDot
SlicerStyleLight1 slope sm smileyFace smooth smoothMarker sng sngStrike snip1Rect snip2DiagRect snip2SameRect snipRoundRect
soft softEdge softRound solid Sora span Spin Spinner split sq square stacked standard star10 star12 star16 star24 star32 star4
star5 star6 star7 star8 stdDev stdErr stealth stop str straightConnector1 strict string stripedRightArrow subscript sum sun
sunrise sunset superscript swooshArrow Syrc Syre Syrn sysDash sysDashDot sysDashDotDot sysDot t t2 TableStyleMedium2
TableStyleMedium9 Tale Talu Taml teardrop Telu textLength textNoShape textPlain textWave1 Tfng Thaa Thai thaiDist thick
thickThin thin thinThick thisMonth thisWeek threePt Tibt timePeriod tl today tomorrow top top10 topLeft topRight totalRow tr
translucentPowder trapezoid tri triangle twoCell twoPt tx1 tx2 TxLink Uigh uniqueValues unsignedInt upArrow upArrowCallout
upDownArrow upDownArrowCallout uturnArrow v vert vert270 verticalScroll veryHidden Viet visible warmMatte warning wave we
wedgeEllipseCallout wedgeRectCallout wedgeRoundRectCallout white whole wholeTable window windowText wordArtVert wordArtVertRtl
words x x14 x14ac x15 xdr xl XLDAPR XLMDX XLRICHVALUE xml xr xr10 xr2 xr3 xr6 xr9 xy y yesterday Yiii zero
`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Fonts that come with Windows, macOS and Office: their names tell nothing of who chose them. */
export const knownFonts: ReadonlySet<string> = new Set(
  `
ＭＳ Ｐゴシック|ＭＳ ゴシック|ＭＳ 明朝|ＭＳ Ｐ明朝|MS PGothic|MS Gothic|MS Mincho|MS PMincho|メイリオ|Meiryo|Meiryo UI|游ゴシック|游ゴシック Light|游明朝|Yu Gothic|Yu Gothic Light|Yu Mincho|MS UI Gothic
BIZ UDゴシック|BIZ UDPゴシック|BIZ UD明朝|BIZ UDP明朝|BIZ UDGothic|BIZ UDPGothic|BIZ UDMincho|BIZ UDPMincho|BIZ UD明朝 Medium|BIZ UDP明朝 Medium|HGｺﾞｼｯｸM|HGPｺﾞｼｯｸM|HGSｺﾞｼｯｸM|HG丸ｺﾞｼｯｸM-PRO|HGｺﾞｼｯｸE|HGPｺﾞｼｯｸE|HGSｺﾞｼｯｸE|HG創英角ｺﾞｼｯｸUB|HGP創英角ｺﾞｼｯｸUB|HGS創英角ｺﾞｼｯｸUB|HG創英角ﾎﾟｯﾌﾟ体|HGP創英角ﾎﾟｯﾌﾟ体|HGS創英角ﾎﾟｯﾌﾟ体|HG明朝B|HG明朝E|HGP明朝B|HGP明朝E|HGS明朝E|HG教科書体|HGP教科書体|HG行書体|HGP行書体|HG正楷書体-PRO|UD デジタル 教科書体 N-R|UD デジタル 教科書体 NK-R|UD デジタル 教科書体 NP-R|ヒラギノ角ゴ ProN W3
Calibri|Calibri Light|Cambria|Cambria Math|Arial|Arial Narrow|Arial Black|Arial Unicode MS|Times New Roman|Courier New|Tahoma|Verdana|Georgia|Century|Century Gothic|Segoe UI|Symbol|Wingdings|Wingdings 2|Wingdings 3|Webdings|Consolas|Aptos|Aptos Display|Aptos Narrow|Helvetica|Liberation Sans|Liberation Serif|Noto Sans CJK JP|DejaVu Sans|Trebuchet MS|Comic Sans MS|Garamond|Lucida Sans|Lucida Console|Impact|Franklin Gothic Book|IPAゴシック|IPA Pゴシック|IPA明朝|IPAexゴシック|IPAex明朝|System|Terminal
맑은 고딕|宋体|新細明體|等线|等线 Light|微软雅黑|Malgun Gothic|SimSun|PMingLiU|Cordia New|Angsana New|DaunPenh|MoolBoran|Nyala|Vrinda|Shruti|Tunga|Raavi|Euphemia|Plantagenet Cherokee|Microsoft Yi Baiti|Microsoft Himalaya|MV Boli|Mangal|Gautami|Latha|Estrangelo Edessa|Kalinga|Kartika|DokChampa|Iskoola Pota|Mongolian Baiti|Microsoft Uighur|Sylfaen|Leelawadee UI|Microsoft Tai Le|Microsoft New Tai Lue|Myanmar Text|Phagspa|Ebrima|Nirmala UI|Javanese Text|Cordia New|Gadugi|Microsoft JhengHei|Microsoft YaHei
`
    .trim()
    .split(/[|\n]/),
);
