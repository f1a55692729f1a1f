// The menu: prices, names, other words for dishes, what is sold out. What is typed is heard as the voice will say it, and
// the whole menu is only written over the one that was read.
import { button, element } from "/assets/kitchen/elements.js";
import { decimalsOf, sentences } from "./spoken.js";

const SHOWN = 400;

export function menuPage(place, house) {
  const editor = new Editor(place, house);
  return {
    opened: () => editor.read(),
    told: (name) => name === "menu" && editor.elsewhere().catch(house.failed),
    left: () => speechSynthesis?.cancel?.(),
  };
}

class Editor {
  #changes = new Map(); // by dish id: what was typed
  #rates = new Map(); // by category id: the tax that was typed
  #menu = null;
  #version = null;

  constructor(place, house) {
    this.house = house;
    this.find = element("input", "find");
    this.find.type = "search";
    this.find.placeholder = house.words.find;
    this.find.setAttribute("aria-label", house.words.find);
    this.find.addEventListener("input", () => this.#filter());
    this.problems = element("ul", "problems");
    this.problems.setAttribute("role", "alert");
    this.problems.hidden = true;
    this.dishes = element("div", "dishes");
    this.save = button("main", house.words.save, () => this.#save().catch(house.failed));
    this.undo = button("quiet", house.words.undo, () => this.#forget());
    this.count = element("span", "");
    this.count.setAttribute("role", "status");
    this.foot = element("div", "save", this.save, this.undo, this.count);
    place.append(element("p", "lead", house.words.menuLead), this.find, this.problems, this.dishes, this.foot);
  }

  async read() {
    const { body, version } = await this.house.api.versioned("/menu").catch((error) => {
      if (error.status !== 404) throw error;
      return { body: null, version: null };
    });
    this.#menu = body;
    this.#version = version;
    this.#draw();
  }

  /** Running calls use another revision than the one shown: a cook pressed 86, or another manager saved. */
  async elsewhere() {
    if (`"${this.house.revision}"` !== this.#version && !this.saving) await this.read();
  }

  #draw() {
    if (!this.#menu) return this.dishes.replaceChildren(element("p", "none", this.house.words.noMenu));
    const groups = this.#menu.categories
      .map((category) => [category, this.#menu.items.filter((item) => item.category === category.id && item.anyOf.length === 0)])
      .filter(([, items]) => items.length > 0);
    let left = SHOWN;
    this.dishes.replaceChildren(
      ...groups.map(([category, items]) => {
        const shown = items.slice(0, Math.max(0, left));
        left -= shown.length;
        return element("fieldset", "", element("legend", "", category.name || "–"), this.#taxOfAll(category), ...shown.map((item) => this.#dish(item)));
      }),
    );
    this.#filter();
    this.#foot();
  }

  #dish(item) {
    const { words } = this.house;
    const node = element("div", "dish");
    const typed = this.#changes.get(item.id) ?? {};
    const name = this.#field(item, "name", words.name, typed.name ?? item.name);
    const price = item.sizes.length > 0 ? element("span", "there", words.sizes(item.sizes.length)) : this.#field(item, "price", words.price, typed.price ?? this.#decimal(item.priceMinor));
    const tax = this.#field(item, "tax", words.taxed, typed.tax ?? percent(item.taxBasisPoints));
    tax.querySelector("input").placeholder = this.#inherited(item.category);
    const synonyms = this.#field(item, "synonyms", words.synonyms, typed.synonyms ?? item.synonyms.join(", "));
    const there = document.createElement("input");
    there.type = "checkbox";
    there.checked = typed.available ?? item.available;
    there.addEventListener("change", () => this.#type(item, "available", there.checked, node));
    const said = element("span", "");
    const hear = button("small", words.hear, () => this.#hear(said.textContent));
    node.append(name, price, tax, synonyms, element("label", "there", there, words.there), element("p", "spoken", element("span", "", words.spoken), said, hear), element("p", "wrong"));
    node.dataset.id = item.id;
    node.dataset.words = [item.name, ...item.synonyms].join(" ").toLowerCase();
    this.#show(item, node);
    return node;
  }

  #field(item, key, label, value) {
    const input = document.createElement("input");
    input.type = "text";
    input.value = value;
    input.name = key;
    if (key === "price" || key === "tax") input.inputMode = "decimal";
    input.addEventListener("input", () => this.#type(item, key, input.value, input.closest(".dish")));
    return element("label", `of-${key}`, label, input);
  }

  /** The tax of all dishes of a category that tell none of their own; nothing written means the house's. */
  #taxOfAll(category) {
    const { words } = this.house;
    const before = percent(category.taxBasisPoints);
    const input = document.createElement("input");
    input.type = "text";
    input.name = "category-tax";
    input.inputMode = "decimal";
    input.value = this.#rates.get(category.id) ?? before;
    input.placeholder = words.asHouse;
    const wrong = element("p", "wrong");
    const show = () => {
      const no = basisPoints(input.value) === undefined;
      input.setAttribute("aria-invalid", String(no));
      wrong.textContent = no ? words.wrongTax : "";
    };
    input.addEventListener("input", () => {
      if (input.value === before) this.#rates.delete(category.id);
      else this.#rates.set(category.id, input.value);
      show();
      for (const each of input.closest("fieldset").querySelectorAll("input[name=tax]")) each.placeholder = this.#inherited(category.id);
      this.#foot();
    });
    show();
    return element("div", "tax-of-all", element("label", "", words.taxedAll, input), wrong);
  }

  /** What a dish is taxed at that tells no rate itself. */
  #inherited(categoryId) {
    const category = this.#menu.categories.find((each) => each.id === categoryId);
    return (this.#rates.get(categoryId)?.trim() ?? percent(category?.taxBasisPoints)) || this.house.words.asHouse;
  }

  #type(item, key, value, node) {
    const before = { name: item.name, price: this.#decimal(item.priceMinor), tax: percent(item.taxBasisPoints), synonyms: item.synonyms.join(", "), available: item.available };
    const typed = { ...this.#changes.get(item.id), [key]: value };
    if (value === before[key]) delete typed[key];
    if (Object.keys(typed).length > 0) this.#changes.set(item.id, typed);
    else this.#changes.delete(item.id);
    this.#show(item, node);
    this.#foot();
  }

  /** Marks what was changed and what cannot be, and says it as the voice will. */
  #show(item, node) {
    const dish = this.#changed(item);
    const wrong = this.#wrong(item);
    node.classList.toggle("changed", this.#changes.has(item.id));
    node.querySelector(".wrong").textContent = wrong?.why ?? "";
    for (const input of node.querySelectorAll("input[type=text]")) input.setAttribute("aria-invalid", String(input.name === wrong?.key));
    if (!wrong) node.querySelector(".spoken span:nth-child(2)").textContent = sentences(dish, this.house.currency, this.house.language, this.house.words);
  }

  #wrong(item) {
    const typed = this.#changes.get(item.id) ?? {};
    if (typed.name !== undefined && typed.name.trim() === "") return { key: "name", why: this.house.words.wrongName };
    if (typed.price !== undefined && this.#minor(typed.price) === null) return { key: "price", why: this.house.words.wrongPrice };
    if (typed.tax !== undefined && basisPoints(typed.tax) === undefined) return { key: "tax", why: this.house.words.wrongTax };
    return null;
  }

  #changed(item) {
    const typed = this.#changes.get(item.id);
    if (!typed) return item;
    return {
      ...item,
      name: typed.name?.trim() ?? item.name,
      priceMinor: typed.price === undefined ? item.priceMinor : (this.#minor(typed.price) ?? item.priceMinor),
      taxBasisPoints: typed.tax === undefined ? item.taxBasisPoints : (basisPoints(typed.tax) ?? null),
      synonyms: typed.synonyms === undefined ? item.synonyms : typed.synonyms.split(",").map((word) => word.trim()).filter(Boolean),
      available: typed.available ?? item.available,
    };
  }

  #decimal(minor) {
    const decimals = decimalsOf(this.house.currency);
    return minor === null ? "" : (minor / 10 ** decimals).toFixed(decimals);
  }

  #minor(text) {
    const decimals = decimalsOf(this.house.currency);
    const [, whole, part = ""] = text.trim().match(/^(\d{1,7})(?:[.,](\d*))?$/) ?? [];
    return whole === undefined || part.length > decimals ? null : Number(whole) * 10 ** decimals + Number(part.padEnd(decimals, "0"));
  }

  async #save() {
    this.saving = true;
    const categories = this.#menu.categories.map((each) => (this.#rates.has(each.id) ? { ...each, taxBasisPoints: basisPoints(this.#rates.get(each.id)) } : each));
    const menu = { ...this.#menu, categories, items: this.#menu.items.map((item) => this.#changed(item)) };
    try {
      const { version } = await this.house.api.put("/menu", menu, this.#version);
      this.#menu = menu;
      this.#version = version;
      this.#changes.clear();
      this.#rates.clear();
      this.#complain([]);
      this.#draw();
      this.house.say(this.house.words.saved);
    } catch (error) {
      if (error.status === 412) {
        await this.read();
        this.house.say(this.house.words.conflict);
      } else if (error.problems?.length) {
        this.#complain(error.problems);
      } else throw error;
    } finally {
      this.saving = false;
    }
  }

  #complain(problems) {
    this.problems.hidden = problems.length === 0;
    this.problems.replaceChildren(...problems.map((each) => element("li", "", `${this.#where(each.field)} ${each.what}${each.suggestion ? ` (${each.suggestion})` : ""}`)));
    if (problems.length > 0) this.problems.scrollIntoView({ block: "nearest" });
  }

  /** menu.items[3].price is a dish with a name. */
  #where(field) {
    const [, index, rest] = field.match(/^menu\.items\[(\d+)\](.*)$/) ?? [];
    return index === undefined ? field : `${this.#menu.items[index]?.name ?? field}${rest}`;
  }

  #forget() {
    this.#changes.clear();
    this.#rates.clear();
    this.#complain([]);
    this.#draw();
  }

  #filter() {
    const wanted = this.find.value.trim().toLowerCase();
    for (const dish of this.dishes.querySelectorAll(".dish")) dish.hidden = wanted !== "" && !dish.dataset.words.includes(wanted);
    for (const group of this.dishes.querySelectorAll("fieldset")) group.hidden = [...group.querySelectorAll(".dish")].every((dish) => dish.hidden);
  }

  #foot() {
    const changes = this.#changes.size + this.#rates.size;
    const wrongRate = [...this.#rates.values()].some((rate) => basisPoints(rate) === undefined);
    const wrong = wrongRate || (this.#menu?.items.some((item) => this.#wrong(item)) ?? false);
    this.foot.hidden = !this.#menu;
    this.save.disabled = changes === 0 || wrong;
    this.undo.disabled = changes === 0;
    this.count.textContent = changes > 0 ? this.house.words.unsaved(changes) : "";
  }

  #hear(text) {
    const voice = new SpeechSynthesisUtterance(text);
    voice.lang = this.house.language;
    speechSynthesis.cancel();
    speechSynthesis.speak(voice);
  }
}

/** Hundredths of a percent as they are written; nothing for none. */
const percent = (points) => (points == null ? "" : String(points / 100));

/** What was written, in hundredths of a percent; null for nothing, undefined for no rate. */
function basisPoints(text) {
  if (text.trim() === "") return null;
  const [, whole, part = ""] = text.trim().match(/^(\d{1,2})(?:[.,](\d{0,2}))?\s*%?$/) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, "0"));
}
