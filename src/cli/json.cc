#include "cli/json.h"

#include <fmt/format.h>
#include <simdjson.h>

namespace chokepoint::cli {

struct JsonBuilder {
  static Json build(simdjson::dom::element element) {
    using simdjson::dom::element_type;
    Json json;
    switch (element.type()) {
      case element_type::NULL_VALUE: break;
      case element_type::BOOL:
        json.kind_ = Json::Kind::boolean;
        json.number_ = bool(element) ? 1 : 0;
        json.text_ = bool(element) ? "true" : "false";
        break;
      case element_type::INT64: set_number(json, std::int64_t(element)); break;
      case element_type::UINT64: set_number(json, std::uint64_t(element)); break;
      case element_type::DOUBLE: set_number(json, double(element)); break;
      case element_type::STRING:
        json.kind_ = Json::Kind::text;
        json.text_ = std::string_view(element);
        break;
      case element_type::ARRAY:
        json.kind_ = Json::Kind::list;
        for (simdjson::dom::element item : simdjson::dom::array(element))
          json.items_.push_back(build(item));
        break;
      case element_type::OBJECT:
        json.kind_ = Json::Kind::object;
        for (simdjson::dom::key_value_pair member : simdjson::dom::object(element)) {
          json.names_.emplace_back(member.key);
          json.items_.push_back(build(member.value));
        }
        break;
    }
    return json;
  }

 private:
  template <class Number>
  static void set_number(Json& json, Number number) {
    json.kind_ = Json::Kind::number;
    json.number_ = static_cast<double>(number);
    json.text_ = fmt::format("{}", number);
  }
};

Expected<Json> Json::parse(std::string_view document) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const auto error = parser.parse(document.data(), document.size()).get(root);
  if (error)
    return fail(ErrorCode::format,
                fmt::format("not a JSON document: {}", simdjson::error_message(error)));
  return JsonBuilder::build(root);
}

const Json& Json::operator[](std::string_view name) const {
  static const Json null;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name) return items_[i];
  }
  return null;
}

std::string quote_json(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    switch (letter) {
      case '"': quoted += "\\\""; break;
      case '\\': quoted += "\\\\"; break;
      case '\n': quoted += "\\n"; break;
      case '\r': quoted += "\\r"; break;
      case '\t': quoted += "\\t"; break;
      default:
        if (static_cast<unsigned char>(letter) < 0x20) {
          quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
        } else {
          quoted += letter;
        }
    }
  }
  return quoted + '"';
}

}  // namespace chokepoint::cli
