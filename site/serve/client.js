/* In pages of a preview alone: loads them anew after a build, and shows why a build failed. */
(() => {
  "use strict";
  const { site: own } = document.currentScript.dataset;
  const RETRY_MILLISECONDS = 1000;
  /** What is shown over the page. */
  let shown;
  /** The build that was heard of last. */
  let known = "";

  /** Shows an error over the page; without one takes it away. */
  function show(error) {
    shown?.remove();
    shown = undefined;
    if (error === "") return;
    shown = document.createElement("pre");
    shown.id = "wallclock-preview-error";
    shown.setAttribute("role", "alert");
    shown.textContent = `Not all could be built anew; what failed is shown as it was.\n\n${error}`;
    // Properties that a script sets are not what the policy means by inline style.
    const style = shown.style;
    style.position = "fixed";
    style.inset = "auto 0 0 0";
    style.zIndex = "1000";
    style.margin = "0";
    style.padding = "1rem";
    style.maxHeight = "50vh";
    style.overflow = "auto";
    style.whiteSpace = "pre-wrap";
    style.font = "14px monospace";
    style.color = "#fff";
    style.background = "#7a1020";
    document.body.append(shown);
  }

  globalThis.wallclockPreview = ({ build, site, error }) => {
    if (build === known) return;
    known = build;
    if (site !== own) location.reload();
    else show(error);
  };

  function ask() {
    const script = document.createElement("script");
    script.src = `/-/preview/news.js?seen=${encodeURIComponent(known)}&at=${Date.now()}`;
    script.onload = () => {
      script.remove();
      ask();
    };
    // The preview was ended: perhaps it comes back.
    script.onerror = () => {
      script.remove();
      setTimeout(ask, RETRY_MILLISECONDS);
    };
    document.head.append(script);
  }

  // Not before: the page would seem to load for as long as there is no news.
  if (document.readyState === "complete") setTimeout(ask);
  else addEventListener("load", () => setTimeout(ask));
})();
