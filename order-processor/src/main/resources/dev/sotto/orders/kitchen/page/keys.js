// The bump bar, and any keyboard: numbers bump, arrows walk, Enter bumps, Space ticks a dish.

export function listen(board, panels, home) {
  const recallLatest = () => {
    const latest = board.done.at(-1);
    if (latest) board.recall(latest);
  };
  const keys = {
    ArrowRight: () => board.move(1),
    ArrowLeft: () => board.move(-1),
    ArrowDown: () => board.stepDish(1),
    ArrowUp: () => board.stepDish(-1),
    Enter: () => board.bumpSelected(),
    " ": () => board.pressDish(),
    r: recallLatest,
    Backspace: recallLatest,
    a: () => panels.toggle("all-day"),
    b: () => panels.toggle("recall"),
    s: () => panels.toggle("stock"),
    f: () => board.fireSelected(),
    u: () => board.rushSelected(),
    p: () => board.printSelected(),
    h: home,
    "?": () => panels.toggle("keys"),
  };
  window.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select") || (event.target.matches("button") && [" ", "Enter"].includes(event.key))) return;
    const act = /^[1-9]$/.test(event.key) ? () => board.bumpAt(Number(event.key) - 1) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
