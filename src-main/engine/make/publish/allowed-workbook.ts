/**
 * What may stay in the parts of a workbook that is made public: elements with their attributes, by kind of part, as in ECMA-376
 * part 1, 18 and MS-XLSX. Everything else goes and is named. Left out on purpose: views of persons, paths, prompts, links to
 * other files and databases, scenarios, smart tags, code names, passwords, ids of editing sessions, embedded objects.
 * One entry: `element: attribute attribute`, entries divided by ` | `.
 */
export const allowedInWorkbook = {
  workbook: `
bookViews
calcPr: calcCompleted calcId calcMode calcOnSave concurrentCalc forceFullCalc fullCalcOnLoad fullPrecision iterate iterateCount iterateDelta refMode
definedName: hidden localSheetId name | definedNames | fileSharing: readOnlyRecommended
fileVersion: appName lastEdited lowestEdited rupBuild | sheet: name r:id sheetId state | sheets
workbook: conformance mc:Ignorable xml:space
workbookPr: allowRefreshQuery autoCompressPictures backupFile checkCompatibility date1904 dateCompatibility defaultThemeVersion filterPrivacy hidePivotFieldList promptedSolutions refreshAllConnections saveExternalLinkValues showBorderUnselectedTables showInkAnnotation showObjects showPivotChartFilter updateLinks
workbookProtection: lockRevision lockStructure lockWindows
workbookView: activeTab autoFilterDateGrouping firstSheet minimized showHorizontalScroll showSheetTabs showVerticalScroll tabRatio visibility windowHeight windowWidth xWindow yWindow
`,
  sheet: `
alignment: horizontal indent readingOrder shrinkToFit textRotation vertical wrapText
anchor: moveWithCells sizeWithCells z-order | autoFilter: ref | b: val | bgColor: auto indexed rgb theme tint
border: diagonalDown diagonalUp outline | bottom: style | brk: id man max min | c: cm ph r s t vm | cellWatches
cfRule: aboveAverage bottom dxfId equalAverage operator percent priority rank stdDev stopIfTrue text timePeriod type
cfvo: gte type val | charset: val | chartsheet: conformance mc:Ignorable
col: bestFit collapsed customWidth hidden max min outlineLevel phonetic style width | colBreaks: count manualBreakCount
color: auto indexed rgb theme tint | colorFilter: cellColor dxfId | colorScale | cols | conditionalFormatting: sqref
control: name r:id shapeId
controlPr: autoFill autoLine autoPict defaultSize disabled linkedCell listFillRange locked print r:id recalcAlways uiObject
controls | customFilter: operator val | customFilters: and | dataBar: maxLength minLength showValue
dataValidation: allowBlank errorStyle imeMode operator showDropDown showErrorMessage showInputMessage sqref type
dataValidations: count disablePrompts xWindow yWindow | dateGroupItem: dateTimeGrouping day hour minute month second year
dimension: ref | drawing: r:id | drawingHF: cfe cff cfo che chf cho lfe lff lfo lhe lhf lho r:id rfe rff rfo rhe rhf rho
dynamicFilter: maxVal maxValIso type val valIso | evenFooter | evenHeader | ext: uri | extLst
f: aca bx ca del1 del2 dt2D dtr r1 r2 ref si t xml:space | family: val | fgColor: auto indexed rgb theme tint | fill
filter: val | filterColumn: colId hiddenButton showButton | filters: blank calendarType | firstFooter | firstHeader | font
formula | formula1 | formula2 | from | headerFooter: alignWithMargins differentFirst differentOddEven scaleWithDoc
horizontal: style | hyperlink: location r:id ref | hyperlinks | i: val | iconFilter: iconId iconSet
iconSet: iconSet reverse showValue
ignoredError: calculatedColumn emptyCellReference evalError formula formulaRange listDataValidation numberStoredAsText sqref twoDigitTextYear unlockedFormula
ignoredErrors | is | left: style | legacyDrawing: r:id | legacyDrawingHF: r:id | mc:AlternateContent | mc:Choice: Requires
mc:Fallback | mergeCell: ref | mergeCells: count | name: val | numFmt: formatCode numFmtId | oddFooter: xml:space
oddHeader: xml:space | outline: val | outlinePr: applyStyles showOutlineSymbols summaryBelow summaryRight
pageMargins: bottom footer header left right top | pageSetUpPr: autoPageBreaks fitToPage
pageSetup: blackAndWhite cellComments copies draft errors firstPageNumber fitToHeight fitToWidth horizontalDpi orientation pageOrder paperSize scale useFirstPageNumber usePrinterDefaults verticalDpi
pane: activePane state topLeftCell xSplit ySplit | patternFill | phonetic | phoneticPr: alignment fontId type | picture: r:id
printOptions: gridLines gridLinesSet headings horizontalCentered verticalCentered | protectedRange: name sqref
protectedRanges | protection: hidden locked | r | rFont: val | rPh: eb sb | rPr | right: style
row: collapsed customFormat customHeight hidden ht outlineLevel ph r s spans thickBot thickTop x14ac:dyDescent
rowBreaks: count manualBreakCount | scheme: val | selection: activeCell activeCellId pane sqref | shadow: val
sheetCalcPr: fullCalcOnLoad | sheetData
sheetFormatPr: baseColWidth customHeight defaultColWidth defaultRowHeight outlineLevelCol outlineLevelRow thickBottom thickTop x14ac:dyDescent zeroHeight
sheetPr: enableFormatConditionsCalculation filterMode published syncHorizontal syncRef syncVertical transitionEntry transitionEvaluation
sheetProtection: autoFilter content deleteColumns deleteRows formatCells formatColumns formatRows insertColumns insertHyperlinks insertRows objects pivotTables scenarios selectLockedCells selectUnlockedCells sheet sort
sheetView: colorId defaultGridColor rightToLeft showFormulas showGridLines showOutlineSymbols showRowColHeaders showRuler showZeros tabSelected topLeftCell view windowProtection workbookViewId zoomScale zoomScaleNormal zoomScalePageLayoutView zoomScaleSheetLayoutView zoomToFit
sheetViews | sortCondition: customList descending dxfId iconId iconSet ref sortBy
sortState: caseSensitive columnSort ref sortMethod | strike: val | sz: val | t: xml:space | tabColor: rgb theme tint
tablePart: r:id | tableParts: count | to | top: style | top10: filterVal percent top val | u: val | v: xml:space
vertAlign: val | vertical: style | worksheet: mc:Ignorable xml:space | x14:axisColor: indexed rgb theme tint
x14:borderColor: indexed rgb theme tint | x14:cfIcon: iconId iconSet
x14:cfRule: aboveAverage activePresent bottom dxfId equalAverage id operator percent priority rank stdDev stopIfTrue text timePeriod type
x14:cfvo: gte type | x14:color: auto indexed rgb theme tint | x14:colorAxis: rgb | x14:colorFirst: rgb theme tint
x14:colorHigh: rgb theme | x14:colorLast: rgb theme tint | x14:colorLow: rgb theme | x14:colorMarkers: rgb theme tint
x14:colorNegative: rgb theme | x14:colorScale | x14:colorSeries: indexed rgb theme tint | x14:conditionalFormatting
x14:conditionalFormattings
x14:dataBar: axisPosition border direction gradient maxLength minLength negativeBarBorderColorSameAsPositive negativeBarColorSameAsPositive showValue
x14:dataValidation: allowBlank errorStyle imeMode operator showDropDown showErrorMessage showInputMessage type
x14:dataValidations: count | x14:dxf | x14:fillColor: auto indexed rgb theme tint | x14:formula1 | x14:formula2
x14:iconSet: custom iconSet percent reverse showValue | x14:id | x14:negativeBorderColor: indexed rgb theme tint
x14:negativeFillColor: indexed rgb theme tint | x14:sparkline
x14:sparklineGroup: dateAxis displayEmptyCellsAs displayHidden displayXAxis first high last lineWeight low manualMax manualMin markers maxAxisType minAxisType negative rightToLeft type
x14:sparklineGroups | x14:sparklines | xdr:col | xdr:colOff | xdr:row | xdr:rowOff | xm:f | xm:sqref
`,
  styles: `
alignment: horizontal indent justifyLastLine mergeCell readingOrder relativeIndent shrinkToFit textRotation vertical wrapText
b: val | bgColor: auto indexed rgb theme tint | border: diagonalDown diagonalUp end outline start | borders: count
bottom: style | cellStyle: builtinId customBuiltin hidden iLevel name xfId | cellStyleXfs: count | cellStyles: count
cellXfs: count | charset: val | color: auto indexed rgb theme tint | colors | condense: val | diagonal: style | dxf
dxfs: count | end: style | extend: val | family: val | fgColor: auto indexed rgb theme tint | fill | fills: count | font
fonts: count x14ac:knownFonts | gradientFill: bottom degree left right top type | horizontal: style | i: val | indexedColors
left: style | mruColors | name: val | numFmt: formatCode numFmtId | numFmts: count | outline: val | patternFill: patternType
protection: hidden locked | rgbColor: rgb | right: style | scheme: val | shadow: val | start: style | stop: position
strike: val | styleSheet: mc:Ignorable xml:space | sz: val | tableStyle: count name pivot table
tableStyleElement: dxfId type | tableStyles: count defaultPivotStyle defaultTableStyle | top: style | u: val | vertAlign: val
vertical: style
xf: applyAlignment applyBorder applyFill applyFont applyNumberFormat applyProtection borderId fillId fontId numFmtId pivotButton quotePrefix xfId
`,
  strings: `
b: val | charset: val | color: auto indexed rgb theme tint | condense: val | extend: val | family: val | i: val | outline: val
phoneticPr: alignment fontId type | r | rFont: val | rPh: eb sb | rPr | scheme: val | shadow: val | si
sst: count uniqueCount | strike: val | sz: val | t: xml:space | u: val | vertAlign: val
`,
  table: `
autoFilter: ref | calculatedColumnFormula: array | colorFilter: cellColor dxfId | customFilter: operator val
customFilters: and | dateGroupItem: dateTimeGrouping day hour minute month second year | dynamicFilter: maxVal type val
filter: val | filterColumn: colId hiddenButton showButton | filters: blank | iconFilter: iconId iconSet
sortCondition: descending dxfId iconId iconSet ref sortBy | sortState: caseSensitive columnSort ref
table: dataCellStyle dataDxfId displayName headerRowBorderDxfId headerRowCellStyle headerRowCount headerRowDxfId id insertRow insertRowShift mc:Ignorable name published ref tableBorderDxfId totalsRowBorderDxfId totalsRowCellStyle totalsRowCount totalsRowDxfId totalsRowShown
tableColumn: dataCellStyle dataDxfId headerRowCellStyle headerRowDxfId id name totalsRowCellStyle totalsRowDxfId totalsRowFunction totalsRowLabel
tableColumns: count | tableStyleInfo: name showColumnStripes showFirstColumn showLastColumn showRowStripes
top10: filterVal percent top val | totalsRowFormula: array
`,
  control: `
x14:formControlPr: autoFill autoLine checked colored dropLines dropStyle dx editVal firstButton fmlaGroup fmlaLink fmlaRange fmlaTxbx horiz inc justLastX lockText max min multiLine multiSel noThreeD noThreeD2 objectType page passwordEdit sel selType seltype textHAlign textVAlign uiObj val verticalBar widthMin
x14:item: val | x14:itemLst
`,
  chain: `
c: a i l r s t | calcChain
`,
  metadata: `
bk | cellMetadata: count | ext: uri | extLst | futureMetadata: count name | metadata
metadataType: assign cellMeta clearComments clearFormats coerce copy merge minSupportedVersion name pasteAll pasteValues rowColShift splitFirst
metadataTypes: count | rc: t v | valueMetadata: count | xda:dynamicArrayProperties: fCollapsed fDynamic | xlrd:rvb: i
`,
} as const;
