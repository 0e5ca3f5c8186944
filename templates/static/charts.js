// Draws the figures that stand as JSON beside each canvas; the same figures are a table below it, for who sees no chart.
(() => {
  // A canvas knows no var() and no light-dark(): an element resolves them for the theme in force.
  const probe = document.body.appendChild(Object.assign(document.createElement("span"), { hidden: true }));
  const token = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  Chart.defaults.font.family = getComputedStyle(document.documentElement).getPropertyValue("--sans").trim();
  const draw = (canvas) => {
    const given = JSON.parse(document.getElementById(canvas.dataset.figures).textContent);
    const lying = given.type === "bar";
    const colours = [token("--ink"), token("--ink-3"), token("--good"), token("--bad")];
    const figure = (value) => (given.per_cent ? `${Math.round(value * 1000) / 10} %` : `${Math.round(value * 100) / 100}`);
    const grid = { color: token("--rule") };
    const numbers = { grid, beginAtZero: true, ticks: { color: token("--ink-2"), callback: figure } };
    const names = { grid: { display: false }, ticks: { color: token("--ink-2"), autoSkip: !lying } };
    return new Chart(canvas, {
      type: given.type,
      data: {
        labels: given.labels,
        datasets: given.series.map((it, i) => ({
          label: it.name, data: it.values, borderColor: colours[i], backgroundColor: colours[i],
          borderWidth: 2, pointRadius: 2, maxBarThickness: 16,
        })),
      },
      options: {
        animation: still ? false : { duration: 200 },
        indexAxis: lying ? "y" : "x",
        maintainAspectRatio: false,
        scales: lying ? { x: numbers, y: names } : { x: names, y: numbers },
        plugins: {
          legend: { display: given.series.length > 1, labels: { color: token("--ink-2") } },
          tooltip: { callbacks: { label: (it) => `${it.dataset.label}: ${figure(lying ? it.parsed.x : it.parsed.y)}` } },
        },
      },
    });
  };
  document.querySelectorAll("canvas[data-figures]").forEach(draw);
})();
