// Bars and a map of the table that stands on the page anyway: whoever has no script reads the table.
const table = document.getElementById('numbers');
const charts = document.querySelector('[data-charts]');
const rows = [...(table?.tBodies[0].rows ?? [])].map(row => ({
    division: row.dataset.division,
    name: row.cells[0].innerText.trim(),
    url: row.cells[0].querySelector('a').href,
    value: Number(row.cells[1].dataset.value),
}));

if (charts && rows.length > 0) await draw();

async function draw() {
    const echarts = await import('./lib/echarts-6.1.0.mjs');
    echarts.use([echarts.BarChart, echarts.MapChart, echarts.GridComponent, echarts.TooltipComponent, echarts.VisualMapComponent, echarts.AriaComponent, echarts.CanvasRenderer]);
    charts.hidden = false;
    const style = getComputedStyle(document.documentElement);
    const [ink, warm, line] = ['--ink', '--warm', '--line'].map(name => style.getPropertyValue(name).trim());
    const text = { color: ink, fontFamily: getComputedStyle(document.body).fontFamily };
    bars(echarts, text, warm, line);
    if (charts.dataset.outlines) await map(echarts, text, warm, line);
}

function bars(echarts, text, warm, line) {
    const box = charts.querySelector('[data-bars]');
    const shown = [...rows].sort((a, b) => b.value - a.value).slice(0, 20).reverse();
    box.style.height = `${60 + shown.length * 26}px`;
    const chart = echarts.init(box);
    chart.setOption({
        textStyle: text, aria: { enabled: false }, grid: { left: 8, right: 60, top: 8, bottom: 24, containLabel: true },
        tooltip: { renderMode: 'richText' },
        xAxis: { type: 'value', splitLine: { lineStyle: { color: line } }, axisLabel: text },
        yAxis: { type: 'category', data: shown.map(row => row.name), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { ...text, width: 150, overflow: 'truncate' } },
        series: [{ type: 'bar', data: shown.map(row => row.value), barMaxWidth: 16, itemStyle: { color: warm, borderRadius: 4 }, label: { show: true, position: 'right', ...text } }],
    });
    chart.on('click', event => { location.href = shown[event.dataIndex].url; });
    addEventListener('resize', () => chart.resize());
}

async function map(echarts, text, warm, line) {
    const answer = await fetch(charts.dataset.outlines);
    if (!answer.ok) return;
    echarts.registerMap('districts', await answer.json());
    const chart = echarts.init(charts.querySelector('[data-map]'));
    // The outlines know the districts by the names their federations bear.
    const byDivision = rows.filter(row => row.division);
    chart.setOption({
        textStyle: text, tooltip: { renderMode: 'richText' },
        visualMap: { min: 0, max: Math.max(1, ...byDivision.map(row => row.value)), left: 8, bottom: 8, inRange: { color: ['#fff1e6', warm] }, textStyle: text, calculable: false },
        series: [{
            type: 'map', map: 'districts', roam: false, layoutCenter: ['50%', '50%'], layoutSize: '95%', itemStyle: { borderColor: line },
            emphasis: { label: { show: false } }, selectedMode: false,
            data: byDivision.map(row => ({ name: row.name.replace(/总工会$/, ''), value: row.value, title: row.name, url: row.url })),
            tooltip: { formatter: event => event.data ? `${event.data.title}  ${event.data.value}` : '' },
        }],
    });
    chart.on('click', event => { if (event.data) location.href = event.data.url; });
    addEventListener('resize', () => chart.resize());
}
