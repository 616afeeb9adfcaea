#include "cli/template.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/text_width.h"

namespace chokepoint::cli {
namespace {

using Scopes = std::vector<const Parts*>;  // the innermost last

class Filler {
 public:
  explicit Filler(std::string_view page) : page_(page) {}

  // Fills from `at_` to the end of section `section` ("" for the page). `writes` is false where the
  // section is left out.
  Expected<> fill(const Scopes& scopes, std::string_view section, bool writes, std::string& out) {
    while (true) {
      const std::size_t open = page_.find("{{", at_);
      if (open == std::string_view::npos) {
        if (!section.empty()) return broken(fmt::format("{{{{#{}}}}} is not closed", section));
        if (writes) out += page_.substr(at_);
        at_ = page_.size();
        return {};
      }
      if (writes) out += page_.substr(at_, open - at_);
      at_ = open;
      const bool is_raw = page_.substr(open).starts_with("{{{");
      const std::string_view end = is_raw ? "}}}" : "}}";
      const std::size_t close = page_.find(end, open);
      if (close == std::string_view::npos) return broken("{{ without }}");
      std::string_view name = page_.substr(open + end.size(), close - open - end.size());
      const char kind = name.empty() ? ' ' : name.front();
      if (kind == '/') {
        if (name.substr(1) != section)
          return broken(fmt::format("{{{{{}}}}} closes nothing", name));
        at_ = close + end.size();
        return {};
      }
      if (kind == '#' || kind == '^') {
        at_ = close + end.size();
        TRY(fill_section(scopes, name.substr(1), kind == '^', writes, out));
        continue;
      }
      if (writes) {
        const std::string* text = find_text(scopes, name);
        if (text == nullptr) return broken(fmt::format("nothing is named {}", name));
        out += is_raw ? *text : escape_html(*text);
      }
      at_ = close + end.size();
    }
  }

 private:
  Expected<> fill_section(const Scopes& scopes, std::string_view name, bool where_none, bool writes,
                          std::string& out) {
    const std::vector<Parts>* parts = writes ? find_parts(scopes, name) : nullptr;
    if (writes && parts == nullptr) return broken(fmt::format("no parts are named {}", name));
    const std::size_t begin = at_;
    if (!writes || where_none || parts->empty()) {
      return fill(scopes, name, writes && where_none && parts->empty(), out);
    }
    for (const Parts& part : *parts) {
      at_ = begin;
      Scopes inner = scopes;
      inner.push_back(&part);
      TRY(fill(inner, name, true, out));
    }
    return {};
  }

  static const std::string* find_text(const Scopes& scopes, std::string_view name) {
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
      if (const std::string* text = (*scope)->text(name)) return text;
    }
    return nullptr;
  }

  static const std::vector<Parts>* find_parts(const Scopes& scopes, std::string_view name) {
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
      if (const std::vector<Parts>* parts = (*scope)->parts(name)) return parts;
    }
    return nullptr;
  }

  std::unexpected<Error> broken(std::string_view what) const {
    const auto line = 1 + std::ranges::count(page_.substr(0, at_), '\n');
    return fail(ErrorCode::format, fmt::format("line {}: {}", line, what));
  }

  std::string_view page_;
  std::size_t at_ = 0;
};

}  // namespace

Parts& Parts::set(std::string name, std::string text) {
  texts_.insert_or_assign(std::move(name), std::move(text));
  return *this;
}

Parts& Parts::declare(std::string name) {
  lists_.try_emplace(std::move(name));
  return *this;
}

Parts& Parts::add(const std::string& name, Parts part) {
  lists_[name].push_back(std::move(part));
  return *this;
}

Parts& Parts::set_claim(std::string name, bool claim) {
  std::vector<Parts>& parts = lists_[std::move(name)];
  parts.clear();
  if (claim) parts.emplace_back();
  return *this;
}

const std::string* Parts::text(std::string_view name) const {
  const auto found = texts_.find(name);
  return found != texts_.end() ? &found->second : nullptr;
}

const std::vector<Parts>* Parts::parts(std::string_view name) const {
  const auto found = lists_.find(name);
  return found != lists_.end() ? &found->second : nullptr;
}

Expected<std::string> fill_template(std::string_view page, const Parts& parts) {
  std::string out;
  out.reserve(page.size() * 2);
  TRY(Filler(page).fill({&parts}, "", true, out));
  return out;
}

std::string escape_html(std::string_view text) {
  std::string escaped;
  const std::string plain = printable(text);
  escaped.reserve(plain.size());
  for (const char letter : plain) {
    switch (letter) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += letter;
    }
  }
  return escaped;
}

}  // namespace chokepoint::cli
