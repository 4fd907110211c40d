// The live part.
function actionButton(text, action) {
  return element("button", { class: "small", onclick: action }, text);
}
function runAgain() {}
