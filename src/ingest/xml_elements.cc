#include "ingest/xml_elements.h"

#include <algorithm>
#include <pugixml.hpp>

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The end of a tag or document type: the first > outside of quotes and of [ ].
std::size_t find_close(std::string_view bytes, std::size_t at, bool is_declaration) {
  char quote = '\0';
  std::size_t brackets = 0;
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (is_declaration && c == '[') {
      ++brackets;
    } else if (is_declaration && c == ']' && brackets > 0) {
      --brackets;
    } else if (c == '>' && brackets == 0) {
      return at + 1;
    }
  }
  return kNone;
}

std::size_t behind(std::string_view bytes, std::string_view mark, std::size_t from) {
  const std::size_t found = bytes.find(mark, from);
  return found == kNone ? kNone : found + mark.size();
}

}  // namespace

struct XmlElements::Tag {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view name;  // local; a view into the window
  bool closes = false;    // </name>
  bool is_empty = false;  // <name/>
};

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == kNone ? name : name.substr(colon + 1);
}

const std::string* XmlElements::wanted(std::string_view name) const {
  const auto found = std::ranges::find(names_, name);
  return found == names_.end() ? nullptr : &*found;
}

// The next tag from window position `from`; false when the stream ends before, or the markup is
// longer than an element may be (then the window still holds it).
Expected<bool> XmlElements::find_tag(std::size_t from, Tag& tag) {
  while (true) {
    const std::string_view bytes = window_.bytes();
    const std::size_t begin = bytes.find('<', from);
    if (begin == kNone) {
      from = bytes.size();
    } else {
      const std::string_view markup = bytes.substr(begin);
      std::size_t end = kNone;
      bool is_tag = false;
      if (markup.starts_with("<!--")) {
        end = behind(bytes, "-->", begin + 4);
      } else if (markup.starts_with("<![CDATA[")) {
        end = behind(bytes, "]]>", begin + 9);
      } else if (markup.starts_with("<?")) {
        end = behind(bytes, "?>", begin + 2);
      } else if (markup.starts_with("<!") && markup.size() >= 9) {
        end = find_close(bytes, begin + 2, true);
      } else if (markup.size() >= 2 && markup[1] != '!') {
        end = find_close(bytes, begin + 1, false);
        is_tag = true;
      }
      if (end != kNone && !is_tag) {
        from = end;
        continue;
      }
      if (end != kNone) {
        tag.begin = begin;
        tag.end = end;
        tag.closes = bytes[begin + 1] == '/';
        tag.is_empty = !tag.closes && bytes[end - 2] == '/';
        const std::size_t name_begin = begin + (tag.closes ? 2 : 1);
        std::size_t name_end = name_begin;
        while (name_end < end - 1 && !is_space(bytes[name_end]) && bytes[name_end] != '/')
          ++name_end;
        tag.name = local_name(bytes.substr(name_begin, name_end - name_begin));
        return true;
      }
      from = begin;
    }
    if (bytes.size() > element_bytes_max_) return false;
    TRY_ASSIGN(const bool more, window_.grow());
    if (!more) return false;
  }
}

// To the start of the next wanted element: everything before it is dropped.
Expected<bool> XmlElements::find_start(Tag& tag) {
  while (true) {
    TRY_ASSIGN(const bool found, find_tag(0, tag));
    if (!found) {
      if (window_.bytes().size() <= element_bytes_max_) return false;
      // Text or markup without end: behind its first byte there may be elements again.
      const std::size_t next = window_.bytes().find('<', 1);
      window_.consume(next == kNone ? window_.bytes().size() : next);
      continue;
    }
    if (!tag.closes && wanted(tag.name) != nullptr) {
      window_.consume(tag.begin);
      tag.end -= tag.begin;
      tag.begin = 0;
      return true;
    }
    window_.consume(tag.end);
  }
}

Expected<bool> XmlElements::next(XmlElement& element) {
  window_.consume(taken_);
  taken_ = 0;
  element.bad.clear();
  Tag tag;
  TRY_ASSIGN(const bool found, find_start(tag));
  if (!found) return false;
  const std::string& name = *wanted(tag.name);
  element.name = name;
  element.line = window_.line();
  std::size_t end = tag.end;
  std::size_t depth = 1;
  bool closed = tag.is_empty;
  while (!closed && element.bad.empty()) {
    TRY_ASSIGN(const bool more, find_tag(end, tag));
    if (!more) {
      element.bad = window_.bytes().size() > element_bytes_max_ ? "element longer than allowed"
                                                                : "element does not end";
      end = window_.bytes().size();
    } else if (tag.closes) {
      end = tag.end;
      closed = tag.name == name;
      if (depth > 1) --depth;
    } else if (wanted(tag.name) != nullptr) {
      element.bad = "element does not end before the next one begins";
      end = tag.begin;
    } else {
      end = tag.end;
      if (!tag.is_empty && ++depth > kDepthMax) element.bad = "nested deeper than 64";
    }
  }
  taken_ = end;
  element.text = window_.bytes().substr(0, end);
  return true;
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element && local_name(child.name()) == local) return child;
  }
  return {};
}

pugi::xml_node node_at(const pugi::xml_node& node, std::string_view path) {
  pugi::xml_node now = node;
  while (!path.empty() && now) {
    const std::size_t slash = path.find('/');
    now = child_of(now, path.substr(0, slash));
    path = slash == kNone ? std::string_view() : path.substr(slash + 1);
  }
  return now;
}

std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
    for (const char* c = child.value(); *c != '\0'; ++c) {
      if (!is_space(*c)) {
        text += *c;
      } else if (!text.empty() && text.back() != ' ') {
        text += ' ';
      }
    }
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string text_at(const pugi::xml_node& node, std::string_view path) {
  return text_of(node_at(node, path));
}

}  // namespace chokepoint::ingest
