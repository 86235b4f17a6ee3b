"""How a worksheet looks in print: black on white."""

from markupsafe import Markup

CSS = Markup("""
@page { margin: 14mm; }
* { box-sizing: border-box; }
body { max-width: 760px; margin: 0 auto; padding: 16px; color: #000; background: #fff;
  font: 14px/1.4 "Source Sans 3", "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px; }
h1 { margin: 0; font-size: 20px; } h1 small { color: #444; font-weight: 400; }
h2 { margin: 8px 0 2px; font-size: 14px; } h3 { margin: 0; font-size: 13px; }
p { margin: 3px 0; }
ul { margin: 0; padding-left: 18px; }
.signature span { display: inline-block; width: 130px; border-bottom: 1px solid #000; }
svg { display: block; width: 100%; max-height: 105mm; margin: 6px 0; }
svg line { stroke: #000; stroke-width: 1.2; }
svg circle, svg rect { fill: #fff; stroke: #000; stroke-width: 1.2; }
svg rect { stroke-width: 0.7; }
svg text { font-size: 13px; text-anchor: middle; dominant-baseline: central; }
svg text.name { font-weight: 600; }
svg text.answer { font-weight: 700; }
.given, .answer, .blank { white-space: nowrap; }
span.answer { font-weight: 700; border-bottom: 2px solid #000; }
span.blank { display: inline-block; width: 58px; border-bottom: 1px solid #000; }
.rows { display: grid; gap: 8px 24px; margin-top: 8px; }
.rows.two { grid-template-columns: 1fr 1fr; }
.row { break-inside: avoid; }
.matrix { display: inline-table; margin: 4px 16px 4px 0; border-collapse: collapse;
  font-size: 12px; }
.matrix td { padding: 1px 6px; border: 1px solid #999; text-align: right; }
.matrix caption { white-space: nowrap; text-align: left; font-weight: 600; }
.matrix .bias { border-left: 2px solid #000; }
.matrix .blank { width: 34px; border: 0; }
.exercise { display: grid; grid-template-columns: 1fr 310px; gap: 6px 20px; margin: 12px 0;
  padding-top: 8px; border-top: 1px solid #999; break-inside: avoid; }
.exercise svg { max-height: 50mm; margin: 0; } .exercise h2 { margin: 0 0 4px; }
.exercise .matrix { min-width: 200px; font-size: 11px; }
.exercise .matrix caption { white-space: normal; }
.exercise { position: relative; } .exercise > div:last-child:not(.picture) { grid-column: 1 / -1; }
.choices { padding: 0; list-style: none; } .choices li { display: flex; margin: 5px 0; }
.box { flex: none; width: 15px; height: 15px; margin: 2px 8px 0 0; border: 1px solid #000;
  line-height: 13px; text-align: center; }
.asked { margin-top: 6px; font-weight: 600; }
.right { font-weight: 700; } .why { color: #333; font-size: 12.5px; }
.picture p { color: #333; font-size: 12px; text-align: center; }
.sheet + .sheet { break-before: page; }
.variant { font-weight: 600; }
.label { position: absolute; top: 2px; right: 0; color: #444; font-size: 11px; }
.glance { margin-top: 12px; border-collapse: collapse; width: 100%; font-size: 13px; }
.glance th { text-align: left; font-weight: 400; } .glance thead th { font-weight: 600; }
.glance th, .glance td { padding: 2px 8px; border: 1px solid #999; }
.glance td { font-weight: 600; } .glance tr { break-inside: avoid; }
.work { height: 15mm; }
.field { margin: 8px 0; } .formula { font-style: italic; }
""")
