// One entity of a FollowTheMoney file: an id, a schema, and properties whose values are always
// lists.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::ingest {

struct FtmEntity {
  std::string id, schema, caption;
  std::optional<bool> is_target;  // what OpenSanctions says; absent elsewhere
  std::map<std::string, std::vector<std::string>, std::less<>> properties;
  // Entities that stand inside as values; the property then holds their ids. One that is about its
  // holder without saying so (a Sanction's `entity`, a Passport's `holder`) is told here.
  std::vector<FtmEntity> nested;

  const std::vector<std::string>& values(std::string_view property) const;
  std::string_view first(std::string_view property) const;  // "" where there is none
};

// Parses lines. Not thread-safe; reuses its memory.
class FtmParser {
 public:
  FtmParser();
  FtmParser(FtmParser&&) noexcept;
  ~FtmParser();
  // `line` is readable for 64 bytes beyond its end. The reason why it is no entity, or "".
  std::string parse(std::string_view line, FtmEntity& entity);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::ingest
