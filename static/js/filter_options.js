// A long list of options gets a field that narrows it. What is selected stays in sight.

for (const group of document.querySelectorAll(".many-options")) {
  const options = [...group.querySelectorAll(".form-check")];
  const id = `${group.id}_filter`;
  const label = document.createElement("label");
  label.className = "field-hint";
  label.htmlFor = id;
  label.textContent = "Show only options with these letters";
  const input = document.createElement("input");
  input.type = "search";
  input.id = id;
  input.className = "form-control";
  input.autocomplete = "off";
  const line = document.createElement("div");
  line.className = "options-filter";
  line.append(label, input);
  options[0].before(line);

  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const option of options) {
      const box = option.querySelector("input");
      const fits = option.textContent.toLowerCase().includes(wanted);
      const stands = "exclusive" in box.dataset;
      option.hidden = !(fits || stands || box.checked);
      if (fits && !stands) shown += 1;
    }
    document.getElementById("status").textContent = `${shown} options fit`;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // It narrows the list; it does not continue.
  });
}
