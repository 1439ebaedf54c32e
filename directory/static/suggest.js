/* Suggestions while a box is being filled in, after the combobox pattern of the ARIA Authoring Practices.

   A box says with data-suggest where to ask. Without this script it is a plain box, with the needs as its datalist. */

const PAUSE = 120 // milliseconds without another letter, after which it is worth asking
const KINDS = { need: "need", service: "service", group: "group", place: "" }

const plural = (count) => (count === 1 ? "1 suggestion" : `${count} suggestions`)

class Suggestions {
  constructor(box) {
    this.box = box
    this.active = -1
    this.list = this.#append("ul", { id: `${box.id}-suggestions`, class: "fp-suggestions", role: "listbox", hidden: "" })
    this.list.setAttribute("aria-label", "Suggestions")
    this.said = this.#append("div", { class: "govuk-visually-hidden", role: "status" })
    box.removeAttribute("list")
    box.parentElement.classList.add("fp-suggested")
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) box.setAttribute(name, value)
    box.addEventListener("input", () => this.#typed())
    box.addEventListener("keydown", (event) => this.#pressed(event))
    box.addEventListener("blur", () => this.close())
    // A press must not take the focus out of the box before it is known on what it was.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault())
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")))
  }

  #append(tag, attributes) {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    this.box.after(element)
    return element
  }

  #typed() {
    clearTimeout(this.timer)
    this.asking?.abort()
    if (this.box.value.trim().length < 2) return this.close()
    this.timer = setTimeout(() => this.#ask(), PAUSE)
  }

  async #ask() {
    const asking = this.asking = new AbortController()
    const address = this.box.dataset.suggest + encodeURIComponent(this.box.value.trim().slice(0, 100))
    try {
      const answer = await fetch(address, { signal: asking.signal, cache: "no-store" })
      if (answer.ok) this.#show(await answer.json())
    } catch {
      if (!asking.signal.aborted) this.close() // nobody answers: whoever types goes on typing
    }
  }

  #show(found) {
    if (document.activeElement !== this.box || !found.length) return this.close()
    this.list.replaceChildren(...found.map((each, at) => this.#option(each, at)))
    this.active = -1
    this.box.removeAttribute("aria-activedescendant")
    this.box.setAttribute("aria-expanded", "true")
    this.list.hidden = false
    this.said.textContent = plural(found.length)
  }

  #option({ text, kind }, at) {
    const option = document.createElement("li")
    option.id = `${this.list.id}-${at}`
    option.setAttribute("role", "option")
    option.setAttribute("aria-selected", "false")
    option.dataset.text = text
    option.append(text)
    if (KINDS[kind]) {
      const said = document.createElement("span")
      said.className = "fp-suggestions__kind"
      said.textContent = ` ${KINDS[kind]}`
      option.append(said)
    }
    return option
  }

  #pressed(event) {
    if (this.list.hidden) return
    const last = this.list.children.length - 1
    switch (event.key) {
      case "ArrowDown": this.#move(this.active < last ? this.active + 1 : -1); break
      case "ArrowUp": this.#move(this.active < 0 ? last : this.active - 1); break
      case "Escape": this.close(); break
      case "Enter":
        // With nothing marked it sends the form, as in any box.
        if (this.active < 0) return this.close()
        this.#take(this.list.children[this.active])
        break
      default: return
    }
    event.preventDefault()
  }

  #move(to) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false")
    this.active = to
    const option = this.list.children[to]
    if (!option) return this.box.removeAttribute("aria-activedescendant")
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    this.box.setAttribute("aria-activedescendant", option.id)
  }

  #take(option) {
    if (!option) return
    this.box.value = option.dataset.text
    this.close()
  }

  close() {
    clearTimeout(this.timer)
    this.asking?.abort()
    this.active = -1
    this.list.hidden = true
    this.list.replaceChildren()
    this.said.textContent = ""
    this.box.setAttribute("aria-expanded", "false")
    this.box.removeAttribute("aria-activedescendant")
  }
}

export function suggestAll() {
  for (const box of document.querySelectorAll("input[data-suggest]")) new Suggestions(box)
}
