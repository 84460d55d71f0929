/**
 * What may stay in drawings, charts and themes (ECMA-376 part 1, 20 and 21; MS-ODRAWXML): everything that is drawn. Left out on
 * purpose: alternative texts, macros, links to files, layers of pictures from before they were cut, names of authors' themes.
 */
export const allowedInDrawings = `
a14:cameraTool: cellRange spid | a14:compatExt: spid | a14:hiddenEffects | a14:hiddenFill | a14:hiddenLine: algn cap w | a14:m
a14:useLocalDpi: val | a:accent1 | a:accent2 | a:accent3 | a:accent4 | a:accent5 | a:accent6 | a:ahLst
a:ahPolar: gdRefAng gdRefR maxAng maxR minAng minR | a:ahXY: gdRefX gdRefY maxX maxY minX minY | a:alpha: val
a:alphaBiLevel: thresh | a:alphaCeiling | a:alphaFloor | a:alphaInv | a:alphaMod | a:alphaModFix: amt | a:alphaOff: val
a:alphaRepl: a | a:anchor: x y z | a:arcTo: hR stAng swAng wR | a:avLst | a:backdrop | a:bevel: h prst w | a:bevelB: prst w
a:bevelT: h prst w | a:bgClr | a:bgFillStyleLst | a:biLevel: thresh | a:blip: cstate r:embed | a:blipFill: dpi rotWithShape
a:blue: val | a:blueMod: val | a:blueOff: val | a:blur: grow rad
a:bodyPr: anchor anchorCtr bIns compatLnSpc forceAA fromWordArt horzOverflow lIns numCol rIns rot rtlCol spcCol spcFirstLastPara tIns upright vert vertOverflow wrap
a:br | a:buAutoNum: startAt type | a:buBlip | a:buChar: char | a:buClr | a:buClrTx
a:buFont: charset panose pitchFamily typeface | a:buFontTx | a:buNone | a:buSzPct: val | a:buSzPts: val | a:buSzTx
a:camera: fov prst zoom | a:chExt: cx cy | a:chOff: x y | a:close | a:clrChange | a:clrFrom
a:clrMap: accent1 accent2 accent3 accent4 accent5 accent6 bg1 bg2 folHlink hlink tx1 tx2 | a:clrRepl | a:clrScheme: name
a:clrTo | a:comp | a:cont | a:contourClr | a:cs: charset pitchFamily typeface | a:cubicBezTo | a:custDash | a:custGeom
a:cxn: ang | a:cxnLst
a:cxnSpLocks: noAdjustHandles noChangeArrowheads noChangeAspect noChangeShapeType noEditPoints noGrp noMove noResize noRot noSelect
a:dashed | a:defPPr: algn defTabSz fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:defRPr: b baseline cap dirty i kern kumimoji lang normalizeH smtClean spc strike sz u | a:dk1 | a:dk2 | a:ds: d sp
a:duotone | a:ea: charset panose pitchFamily typeface | a:effect: ref | a:effectDag | a:effectLst | a:effectRef: idx
a:effectStyle | a:effectStyleLst | a:endCxn: id idx
a:endParaRPr: altLang b baseline cap dirty err i kern kumimoji lang noProof normalizeH smtClean spc strike sz u
a:ext: cx cy uri | a:extLst | a:extraClrScheme | a:extraClrSchemeLst | a:extrusionClr | a:fgClr | a:fill
a:fillOverlay: blend | a:fillRect | a:fillRef: idx | a:fillStyleLst | a:fillToRect: b l r t | a:flatTx | a:fld: id type
a:fmtScheme: name | a:folHlink | a:font: script typeface | a:fontRef: idx | a:fontScheme: name | a:gamma | a:gd: fmla name
a:gdLst | a:glow: rad | a:gradFill: flip rotWithShape | a:graphic | a:graphicData: uri
a:graphicFrameLocks: noChangeAspect noDrilldown noGrp noMove noResize noSelect | a:gray | a:grayscl | a:green: val
a:greenMod: val | a:greenOff: val | a:grpFill | a:grpSpLocks: noChangeAspect noGrp noMove noResize noRot noSelect noUngrp
a:gs: pos | a:gsLst | a:headEnd: len type w | a:highlight | a:hlink
a:hlinkClick: action endSnd highlightClick history invalidUrl r:id tgtFrame | a:hlinkHover: r:id | a:hsl: hue lum sat
a:hslClr: hue lum sat | a:hue: val | a:hueMod: val | a:hueOff: val | a:innerShdw: blurRad dir dist | a:inv | a:invGamma
a:latin: charset panose pitchFamily typeface | a:lightRig: dir rig | a:lin: ang scaled | a:ln: algn cap cmpd w | a:lnDef
a:lnRef: idx | a:lnSpc | a:lnStyleLst | a:lnTo | a:lstStyle | a:lt1 | a:lt2 | a:lum: bright contrast val | a:lumMod: val
a:lumOff: val | a:lvl1pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl2pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl3pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl4pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl5pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl6pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl7pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl8pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl
a:lvl9pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk marL marR rtl | a:majorFont | a:masterClrMapping
a:minorFont | a:miter: lim | a:moveTo | a:noAutofit | a:noFill | a:norm: dx dy dz | a:normAutofit: fontScale lnSpcReduction
a:objectDefaults | a:off: x y | a:outerShdw: algn blurRad dir dist kx ky rotWithShape sx sy | a:overrideClrMapping | a:p
a:pPr: algn defTabSz eaLnBrk fontAlgn hangingPunct indent latinLnBrk lvl marL marR rtl
a:path: extrusionOk fill h path stroke w | a:pathLst | a:pattFill: prst
a:picLocks: noAdjustHandles noChangeArrowheads noChangeAspect noChangeShapeType noCrop noEditPoints noGrp noMove noResize noRot noSelect
a:pos: x y | a:prstClr: val | a:prstDash: val | a:prstGeom: prst | a:prstShdw: dir dist prst | a:prstTxWarp: prst | a:pt: x y
a:quadBezTo | a:r
a:rPr: altLang b baseline cap dirty err i kern kumimoji lang noProof normalizeH smtClean smtId spc strike sz u
a:rect: b l r t | a:red: val | a:redMod: val | a:redOff: val
a:reflection: algn blurRad dir dist endA endPos fadeDir kx ky rotWithShape stA stPos sx sy | a:relOff: tx ty
a:rot: lat lon rev | a:round | a:rtl: val | a:sat: val | a:satMod: val | a:satOff: val | a:scene3d | a:schemeClr: val
a:scrgbClr: b g r | a:shade: val | a:softEdge: rad | a:solidFill | a:sp | a:sp3d: contourW extrusionH prstMaterial z
a:spAutoFit | a:spDef
a:spLocks: noAdjustHandles noChangeArrowheads noChangeAspect noChangeShapeType noEditPoints noGrp noMove noResize noRot noSelect noTextEdit
a:spPr: bwMode | a:spcAft | a:spcBef | a:spcPct: val | a:spcPts: val | a:srcRect: b l r t
a:srgbClr: a14:legacySpreadsheetColorIndex mc:Ignorable val | a:stCxn: id idx | a:stretch | a:style | a:supportsBlocked
a:sym: typeface | a:sysClr: lastClr val | a:t | a:tab: algn pos | a:tabLst | a:tailEnd: len type w | a:tbl | a:tcTxStyle
a:theme: mc:Ignorable name | a:themeElements | a:themeOverride | a:tile: algn flip sx sy tx ty | a:tileRect: b l r t
a:tint: amt hue val | a:txDef | a:uFill | a:uFillTx | a:uLn: algn cap cmpd w | a:uLnTx | a:up: dx dy dz
a:xfrm: flipH flipV kx ky rot sx sy | asvg:svgBlip: r:embed | c14:invertSolidFillFmt | c14:spPr | c14:style: val
c15:autoCat: val | c15:cat | c15:categoryFilterException | c15:categoryFilterExceptions | c15:datalabelsRange
c15:dlblFieldTable | c15:dlblRangeCache | c15:f | c15:filteredAreaSeries | c15:filteredBarSeries | c15:filteredCategoryTitle
c15:filteredLineSeries | c15:filteredPieSeries | c15:filteredScatterSeries | c15:filteredSeriesTitle | c15:formulaRef
c15:fullRef | c15:invertSolidFillFmt | c15:layout | c15:leaderLines | c15:levelRef | c15:numFmt: formatCode sourceLinked
c15:ser | c15:showDataLabelsRange: val | c15:showLeaderLines: val | c15:spPr | c15:sqref | c15:tx | c15:xForSave: val
c16:datapointuniqueidmap | c16:ptentry | c16:ptidx: val | c16:uniqueId: val | c16r3:dataDisplayOptions16
c16r3:dispNaAsBlank: val | c:applyToEnd: val | c:applyToFront: val | c:applyToSides: val | c:area3DChart | c:areaChart
c:auto: val | c:autoTitleDeleted: val | c:axId: val | c:axPos: val | c:backWall | c:backward: val | c:bandFmt | c:bandFmts
c:bar3DChart | c:barChart | c:barDir: val | c:baseTimeUnit: val | c:bubble3D: val | c:bubbleChart | c:bubbleScale: val
c:bubbleSize | c:builtInUnit: val | c:cat | c:catAx | c:chart: r:id | c:chartObject: val | c:chartSpace
c:clrMapOvr: accent1 accent2 accent3 accent4 accent5 accent6 bg1 bg2 folHlink hlink tx1 tx2 | c:crossAx: val
c:crossBetween: val | c:crosses: val | c:crossesAt: val | c:custSplit | c:custUnit: val | c:dLbl | c:dLblPos: val | c:dLbls
c:dPt | c:dTable | c:data: val | c:date1904: val | c:dateAx | c:delete: val | c:depthPercent: val | c:dispBlanksAs: val
c:dispEq: val | c:dispRSqr: val | c:dispUnits | c:dispUnitsLbl | c:doughnutChart | c:downBars | c:dropLines
c:errBarType: val | c:errBars | c:errDir: val | c:errValType: val | c:explosion: val | c:ext: uri | c:extLst | c:f
c:firstSliceAng: val | c:floor | c:formatCode | c:formatting: val | c:forward: val | c:gapDepth: val | c:gapWidth: val
c:grouping: val | c:h: val | c:hMode: val | c:hPercent: val | c:hiLowLines | c:holeSize: val | c:idx: val | c:intercept: val
c:invertIfNegative: val | c:lang: val | c:layout | c:layoutTarget: val | c:lblAlgn: val | c:lblOffset: val | c:leaderLines
c:legend | c:legendEntry | c:legendPos: val | c:line3DChart | c:lineChart | c:logBase: val | c:lvl | c:majorGridlines
c:majorTickMark: val | c:majorTimeUnit: val | c:majorUnit: val | c:manualLayout | c:marker: val | c:max: val | c:min: val
c:minorGridlines | c:minorTickMark: val | c:minorTimeUnit: val | c:minorUnit: val | c:minus | c:multiLvlStrCache
c:multiLvlStrRef | c:noEndCap: val | c:noMultiLvlLbl: val | c:numCache | c:numFmt: formatCode sourceLinked | c:numLit
c:numRef | c:ofPieChart | c:ofPieType: val | c:order: val | c:orientation: val | c:overlap: val | c:overlay: val
c:period: val | c:perspective: val | c:pictureFormat: val | c:pictureOptions | c:pictureStackUnit: val | c:pie3DChart
c:pieChart | c:plotArea | c:plotVisOnly: val | c:plus | c:protection | c:pt: formatCode idx | c:ptCount: val | c:rAngAx: val
c:radarChart | c:radarStyle: val | c:rich | c:rotX: val | c:rotY: val | c:roundedCorners: val | c:scaling | c:scatterChart
c:scatterStyle: val | c:secondPiePt: val | c:secondPieSize: val | c:selection: val | c:separator | c:ser | c:serAx
c:serLines | c:shape: val | c:showBubbleSize: val | c:showCatName: val | c:showDLblsOverMax: val | c:showHorzBorder: val
c:showKeys: val | c:showLeaderLines: val | c:showLegendKey: val | c:showNegBubbles: val | c:showOutline: val
c:showPercent: val | c:showSerName: val | c:showVal: val | c:showVertBorder: val | c:sideWall | c:size: val
c:sizeRepresents: val | c:smooth: val | c:spPr | c:splitPos: val | c:splitType: val | c:stockChart | c:strCache | c:strLit
c:strRef | c:style: val | c:surface3DChart | c:surfaceChart | c:symbol: val | c:thickness: val | c:tickLblPos: val
c:tickLblSkip: val | c:tickMarkSkip: val | c:title | c:trendline | c:trendlineLbl | c:trendlineType: val | c:tx | c:txPr
c:upBars | c:upDownBars | c:userInterface: val | c:userShapes: r:id | c:v | c:val | c:valAx | c:varyColors: val | c:view3D
c:w: val | c:wMode: val | c:wireframe: val | c:x: val | c:xMode: val | c:xVal | c:y: val | c:yMode: val | c:yVal
cdr:absSizeAnchor | cdr:blipFill: dpi rotWithShape | cdr:cNvCxnSpPr | cdr:cNvGraphicFramePr | cdr:cNvGrpSpPr | cdr:cNvPicPr
cdr:cNvPr: hidden id name | cdr:cNvSpPr: txBox | cdr:cxnSp | cdr:ext: cx cy | cdr:from | cdr:graphicFrame | cdr:grpSp
cdr:grpSpPr: bwMode | cdr:nvCxnSpPr | cdr:nvGraphicFramePr | cdr:nvGrpSpPr | cdr:nvPicPr | cdr:nvSpPr | cdr:pic
cdr:relSizeAnchor | cdr:sp: fLocksText textlink | cdr:spPr: bwMode | cdr:style | cdr:to | cdr:txBody | cdr:x
cdr:xfrm: flipH flipV rot | cdr:y | mc:AlternateContent | mc:Choice: Requires | mc:Fallback | xdr:absSizeAnchor
xdr:absoluteAnchor | xdr:avLst | xdr:blipFill: rotWithShape | xdr:cNvCxnSpPr | xdr:cNvGraphicFramePr | xdr:cNvGrpSpPr
xdr:cNvPicPr: preferRelativeResize | xdr:cNvPr: hidden id name | xdr:cNvSpPr: txBox
xdr:clientData: fLocksWithSheet fPrintsWithSheet | xdr:col | xdr:colOff | xdr:contentPart: bwMode r:id | xdr:cxnSp: fPublished
xdr:ext: cx cy | xdr:from | xdr:graphicFrame: fPublished | xdr:grpSp | xdr:grpSpPr: bwMode | xdr:nvCxnSpPr
xdr:nvGraphicFramePr | xdr:nvGrpSpPr | xdr:nvPicPr | xdr:nvSpPr | xdr:oneCellAnchor | xdr:pic: fPublished | xdr:pos: x y
xdr:row | xdr:rowOff | xdr:sp: fLocksText fPublished textlink | xdr:spPr: bwMode | xdr:style | xdr:to
xdr:twoCellAnchor: editAs | xdr:txBody | xdr:wsDr | xdr:xfrm
`;
