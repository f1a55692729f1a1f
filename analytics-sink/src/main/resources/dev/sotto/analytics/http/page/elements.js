// A node in one line; text is only ever text, because guests' words may stand in it.

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function button(className, text, press) {
  const node = element("button", className, text);
  node.type = "button";
  node.addEventListener("click", press);
  return node;
}
