#include "ingest/ftm_entity.h"

#include <simdjson.h>

namespace chokepoint::ingest {
namespace {

namespace dom = simdjson::dom;

constexpr int kNestedMax = 4;

std::string_view holder_property(std::string_view schema) {
  if (schema == "Sanction") return "entity";
  if (schema == "UserAccount") return "owner";
  if (schema == "Identification" || schema == "Passport" || schema == "CryptoWallet" ||
      schema == "BankAccount") {
    return "holder";
  }
  return {};
}

std::string read_text(dom::object object, const char* key) {
  std::string_view text;
  return object[key].get_string().get(text) ? "" : std::string(text);
}

std::string read_entity(dom::object object, FtmEntity& entity, int depth);

void read_value(std::string_view property, dom::element value, FtmEntity& entity, int depth) {
  std::string_view text;
  dom::object nested;
  if (!value.get_string().get(text)) {
    if (!text.empty()) entity.properties[std::string(property)].emplace_back(text);
  } else if (!value.get_object().get(nested)) {
    FtmEntity inner;
    if (depth == kNestedMax || !read_entity(nested, inner, depth + 1).empty()) return;
    const std::string_view holder = holder_property(inner.schema);
    if (!holder.empty() && inner.values(holder).empty())
      inner.properties[std::string(holder)] = {entity.id};
    entity.properties[std::string(property)].push_back(inner.id);
    entity.nested.push_back(std::move(inner));
  } else if (value.is_number() || value.is_bool()) {
    entity.properties[std::string(property)].push_back(simdjson::minify(value));
  }
}

std::string read_entity(dom::object object, FtmEntity& entity, int depth) {
  entity = {};
  entity.id = read_text(object, "id");
  entity.schema = read_text(object, "schema");
  entity.caption = read_text(object, "caption");
  if (entity.id.empty()) return "no id";
  if (entity.schema.empty()) return "no schema";
  bool target;
  if (!object["target"].get_bool().get(target)) entity.is_target = target;
  dom::object properties;
  if (object["properties"].get_object().get(properties)) return "no properties";
  for (const auto [property, value] : properties) {
    dom::array values;
    if (value.get_array().get(values)) {
      read_value(property, value, entity, depth);  // a single value outside of a list
      continue;
    }
    for (const dom::element each : values) read_value(property, each, entity, depth);
  }
  return "";
}

}  // namespace

const std::vector<std::string>& FtmEntity::values(std::string_view property) const {
  static const std::vector<std::string> kNone;
  const auto found = properties.find(property);
  return found == properties.end() ? kNone : found->second;
}

std::string_view FtmEntity::first(std::string_view property) const {
  const auto& all = values(property);
  return all.empty() ? std::string_view() : std::string_view(all.front());
}

struct FtmParser::State {
  dom::parser parser;
};

FtmParser::FtmParser() : state_(std::make_unique<State>()) {}
FtmParser::FtmParser(FtmParser&&) noexcept = default;
FtmParser::~FtmParser() = default;

std::string FtmParser::parse(std::string_view line, FtmEntity& entity) {
  dom::element root;
  // The caller's bytes have the room that the parser asks for, so nothing is copied.
  if (const auto error = state_->parser.parse(line.data(), line.size(), false).get(root)) {
    return simdjson::error_message(error);
  }
  dom::object object;
  if (root.get_object().get(object)) return "not a JSON object";
  return read_entity(object, entity, 0);
}

}  // namespace chokepoint::ingest
