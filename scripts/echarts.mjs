// What of Apache ECharts the pages use. Bundled by hand when the version changes:
//   npm install --no-save echarts@6.1.0 esbuild@0.25.0
//   npx esbuild scripts/echarts.mjs --bundle --minify --format=esm --outfile=src/Waystation/wwwroot/lib/echarts-6.1.0.mjs
export { use, init, registerMap } from 'echarts/core';
export { BarChart, MapChart } from 'echarts/charts';
export { GridComponent, TooltipComponent, VisualMapComponent, AriaComponent } from 'echarts/components';
export { CanvasRenderer } from 'echarts/renderers';
