// Move the code of a link's fragment into the field, and out of the address: a fragment is never sent, but is seen and kept.
const takeCode = () => {
  const field = document.getElementById("id_code");
  const code = decodeURIComponent(window.location.hash.slice(1));
  if (field && code) {
    field.value = code;
    window.history.replaceState(null, "", window.location.pathname);
  }
};
takeCode();
window.addEventListener("hashchange", takeCode);
