/**
 * What may stay in VML (ECMA-376 part 4, 19): form controls and pictures of headers and footers. Left out on purpose: titles of
 * images (their file names), alternative texts, links, macros.
 */
export const allowedInVml = `
xml
v:shapetype: id coordsize o:spt path filled stroked o:preferrelative adj o:master o:extrusionok
v:shape: id type style o:spid fillcolor strokecolor strokeweight filled stroked coordsize coordorigin path adj o:insetmode o:button o:bwmode o:allowoverlap o:preferrelative o:ole print
v:group: id style coordsize coordorigin o:spid
v:rect: id style fillcolor strokecolor filled stroked o:spid o:insetmode strokeweight | v:oval: id style fillcolor strokecolor filled stroked o:spid | v:line: id style from to strokecolor o:spid strokeweight | v:roundrect: id style arcsize fillcolor strokecolor filled stroked o:spid
v:stroke: joinstyle dashstyle weight color startarrow endarrow endcap linestyle miterlimit on opacity | v:fill: color color2 type angle focus opacity on method rotate recolor o:detectmouseclick | v:path: gradientshapeok o:connecttype o:extrusionok textboxrect o:connectlocs o:connectangles fillok strokeok shadowok arrowok limo textpathok | v:shadow: on color obscured offset opacity type color2
v:formulas | v:f: eqn | v:handles | v:h: position xrange yrange switch polar radiusrange | v:textpath: on style fitshape fitpath trim xscale | v:imagedata: o:relid r:id croptop cropbottom cropleft cropright gain blacklevel gamma grayscale bilevel chromakey | v:textbox: style inset o:singleclick
o:lock: v:ext rotation aspectratio text shapetype cropping verticies ungrouping grouping selection position adjusthandles | o:shapelayout: v:ext | o:idmap: v:ext data | o:shapedefaults: v:ext spidmax | o:complex: v:ext | o:rules: v:ext
div: style | font: face size color | br | u | b | i | strong | em | span: style | s | sup | sub | p: style
x:ClientData: ObjectType | x:Anchor | x:MoveWithCells | x:SizeWithCells | x:PrintObject | x:AutoFill | x:AutoLine | x:AutoPict | x:TextHAlign | x:TextVAlign | x:LockText | x:Locked | x:DefaultSize | x:Disabled | x:FmlaLink | x:FmlaRange | x:FmlaGroup | x:FmlaTxbx | x:FmlaPict | x:Val | x:Min | x:Max | x:Inc | x:Page | x:Horiz | x:Dx | x:NoThreeD | x:NoThreeD2 | x:Checked | x:SelType | x:Sel | x:MultiSel | x:LCT | x:ListItem | x:DropStyle | x:DropLines | x:Colored | x:FirstButton | x:RowHidden | x:ColHidden | x:UIObj | x:Default | x:Help | x:Cancel | x:Dismiss | x:Accel | x:Accel2 | x:VTEdit | x:MultiLine | x:ValidIds | x:WidthMin | x:JustLastX | x:CF | x:Camera | x:RecalcAlways | x:Visible | x:SecretEdit | x:VScroll
`;
