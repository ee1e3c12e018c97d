// Sends resumes and shows how far they are. Without it the form sends them as well, and leads to the same page.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-uploads]")) return;
  event.preventDefault();
  const data = new FormData(form);
  const files = data.getAll("resumes").filter((file) => file.name);
  const bar = form.querySelector("progress");
  const said = form.querySelector("[role=status]");
  const list = form.querySelector(".failures");
  const button = form.querySelector("button");
  const fail = (message) => { said.textContent = message; button.disabled = false; };
  if (!files.length) return fail(form.dataset.none);
  button.disabled = true;
  list.replaceChildren();
  bar.hidden = false;
  try {
    const expected = new URLSearchParams({ csrf: data.get("csrf"), expected: files.length });
    const answer = await fetch(form.dataset.uploads, { method: "POST", body: expected });
    const begun = await answer.json();
    if (!answer.ok) return fail(begun.detail);
    const events = new EventSource(begun.events);
    let told = 0;
    events.onmessage = ({ data }) => {
      const tally = JSON.parse(data);
      // An archive holds more files than were announced.
      bar.max = Math.max(tally.expected, tally.done, 1);
      bar.value = tally.done;
      said.textContent = form.dataset.said.replace("{done}", tally.done).replace("{all}", bar.max);
      for (const { file, message } of tally.failures.slice(told)) {
        const item = document.createElement("li");
        item.textContent = `${file} : ${message}`;
        list.append(item);
      }
      told = tally.failures.length;
      if (tally.ended) events.close();
    };
    const address = form.action + (form.action.includes("?") ? "&" : "?") + "upload=" + begun.upload;
    const sent = await fetch(address, { method: "POST", body: data, headers: { accept: "application/json" } });
    events.close();
    if (!sent.ok) return fail((await sent.json()).detail);
    location.assign(begun.page);
  } catch {
    fail(form.dataset.broken);
  }
});
