// The curve as a picture that follows the reader's colours.
const WIDTH = 760;
const HEIGHT = 380;
const PANELS = [
  { left: 70, title: 'whole bounty, gas per submission', scale: Math.log2, of: (cell) => cell.bounty / cell.submissions },
  { left: 445, title: 'settle, gas in all', scale: (count) => count - 1, of: (cell) => cell.settle },
];
const PANEL = { width: 290, top: 80, height: 230 };
const SHAPES = ['', '7 4', '2 4', '10 3 2 3'];

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .title { font-weight: 600; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  .line { fill: none; stroke-width: 2; }
  .paper { fill: #ffffff; }
  .s0 { stroke: #0550ae; } .s1 { stroke: #bc4c00; } .s2 { stroke: #116329; } .s3 { stroke: #8250df; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .grid { stroke: #30363d; }
    .paper { fill: #0d1117; }
    .s0 { stroke: #79c0ff; } .s1 { stroke: #ffa657; } .s2 { stroke: #7ee787; } .s3 { stroke: #d2a8ff; }
  }`;

/** 1, 2 or 5 with zeros, so that four to eight of it reach the greatest value. */
function stepFor(greatest) {
  const power = 10 ** Math.floor(Math.log10(greatest / 8));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step * 8 >= greatest);
}

function label(gas) {
  if (gas === 0) return '0';
  return gas >= 1_000_000 ? `${Number((gas / 1_000_000).toFixed(1))} M` : `${Math.round(gas / 1000)} k`;
}

function drawPanel({ left, title, scale, of }, curve, counts, seats) {
  const greatest = Math.max(...curve.map(of));
  const step = stepFor(greatest);
  const steps = Math.ceil(greatest / step);
  const x = (count) => left + (scale(count) / scale(counts.at(-1))) * PANEL.width;
  const y = (gas) => PANEL.top + PANEL.height * (1 - gas / (steps * step));
  const parts = [`<text class="title" x="${left}" y="${PANEL.top - 16}">${title}</text>`];
  for (let i = 0; i <= steps; i++) {
    const at = y(i * step).toFixed(1);
    parts.push(`<line class="grid" x1="${left}" x2="${left + PANEL.width}" y1="${at}" y2="${at}"/>`);
    parts.push(`<text x="${left - 8}" y="${Number(at) + 4}" text-anchor="end">${label(i * step)}</text>`);
  }
  for (const count of counts) {
    // where they stand too close, the small ones give way
    if (x(count) - left < 14 && count !== counts[0]) continue;
    parts.push(`<text x="${x(count).toFixed(1)}" y="${PANEL.top + PANEL.height + 18}" text-anchor="middle">${count}</text>`);
  }
  parts.push(`<text x="${left + PANEL.width / 2}" y="${PANEL.top + PANEL.height + 38}" text-anchor="middle">submissions</text>`);
  seats.forEach((count, i) => {
    const points = curve.filter((cell) => cell.seats === count);
    const path = points.map((cell) => `${x(cell.submissions).toFixed(1)},${y(of(cell)).toFixed(1)}`).join(' ');
    parts.push(`<polyline class="line s${i}" stroke-dasharray="${SHAPES[i]}" points="${path}"/>`);
  });
  return parts.join('\n');
}

function legend(seats) {
  return seats
    .map((count, i) => {
      const left = 70 + i * 110;
      const line = `<line class="line s${i}" stroke-dasharray="${SHAPES[i]}" x1="${left}" x2="${left + 34}" y1="26" y2="26"/>`;
      return `${line}<text x="${left + 42}" y="30">${count} seats</text>`;
    })
    .join('\n');
}

export function plot(curve) {
  const distinct = (key) => [...new Set(curve.map((cell) => cell[key]))].sort((a, b) => a - b);
  const [counts, seats] = [distinct('submissions'), distinct('seats')];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">
<title id="title">Gas of a bounty by submissions, one line for each number of seats</title>
<style>${STYLE}
</style>
<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>
${legend(seats)}
${PANELS.map((panel) => drawPanel(panel, curve, counts, seats)).join('\n')}
</svg>
`;
}
