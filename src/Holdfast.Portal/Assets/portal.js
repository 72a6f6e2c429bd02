// Comfort only: every page works without this file.

/** Buttons that copy the text of the element they name. */
function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copies).textContent;
      const said = document.getElementById("said");
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Copied.";
      } catch {
        said.textContent = "Copying is not allowed here. Select the text instead.";
      }
    });
  }
}

/** On a phone the pages stand in one row, of which a part is seen: the one with this page. */
function showThisPage() {
  for (const link of document.querySelectorAll(".nav [aria-current=page]")) {
    link.closest("ul").scrollLeft = link.offsetLeft - link.closest("ul").offsetLeft;
  }
}

/** A part of the page that is asked for again while somebody looks at it. */
function liveParts() {
  for (const part of document.querySelectorAll("[data-live-seconds]")) {
    const again = async () => {
      if (document.visibilityState === "visible" && !part.contains(document.activeElement)) {
        await refresh(part).catch(() => {});
      }
      setTimeout(again, part.dataset.liveSeconds * 1000);
    };
    setTimeout(again, part.dataset.liveSeconds * 1000);
    if (part.dataset.liveEvents) {
      listenTo(part.dataset.liveEvents, part);
    }
  }
}

/** Changes that the server tells of are shown at once; when it does not, the part is still asked for again now and then. */
function listenTo(address, part) {
  let asking = null;
  let more = false;
  const ask = () => {
    more = asking !== null;
    asking ??= refresh(part).catch(() => {}).finally(() => {
      asking = null;
      if (more) {
        ask();
      }
    });
  };
  new EventSource(address).addEventListener("message", () => {
    if (document.visibilityState === "visible" && !part.contains(document.activeElement)) {
      ask();
    }
  });
}

async function refresh(part) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (fresh) {
    part.replaceChildren(...fresh.childNodes);
    localTimes();
  }
}

/** Moments in the reader's own time zone; the machine-readable time stays. */
function localTimes() {
  const withTime = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[datetime]")) {
    if (time.textContent.includes("UTC")) {
      time.title = time.textContent;
      time.textContent = withTime.format(new Date(time.dateTime));
    }
  }
}

/** Forms that only lead on, back to an app. */
function sendAtOnce() {
  document.querySelector("form[data-send-at-once]")?.submit();
}

copyButtons();
showThisPage();
liveParts();
localTimes();
sendAtOnce();
