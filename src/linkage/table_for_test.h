// Tables of records for tests, from rows of text or made up with errors.
#pragma once

#include <string>
#include <vector>

#include "base/rng.h"
#include "linkage/record_table.h"

namespace chokepoint::linkage {

inline RecordTable make_table(const std::vector<Kind>& kinds,
                              const std::vector<std::vector<std::string>>& rows) {
  RecordTable table;
  table.start_file();
  std::vector<FieldSource> sources;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    sources.push_back({table.field_for(kinds[i], 0), DayOrder::day_first, {i}, {}});
  table.add_rows(
      rows.size(), sources,
      [&](std::size_t row, std::size_t column) { return std::string_view(rows[row][column]); }, 1);
  table.settle(1);
  return table;
}

inline std::vector<Kind> person_kinds() {
  return {Kind::given_name, Kind::surname,  Kind::birth_date, Kind::street,
          Kind::city,       Kind::postcode, Kind::phone,      Kind::email};
}

struct MadePeople {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> person_of;  // by row
};

// `people` of some hundred names, each with one to three records and their errors.
inline MadePeople make_people(std::size_t people, std::uint64_t seed) {
  base::Rng random(seed);
  const auto word = [&](std::uint64_t kinds) {
    constexpr const char* kSounds[] = {"bra", "ce", "dol", "fin", "gre", "ho",  "jun", "ka",
                                       "lor", "mi", "nus", "pel", "ra",  "sto", "tev", "ulm"};
    std::string text;
    std::uint64_t number = random.below(kinds) * 2654435761u;
    for (int i = 0; i < 3; ++i, number /= 16) text += kSounds[number % 16];
    return text;
  };
  const auto slip = [&](std::string text) {
    if (text.size() < 3 || !random.chance(0.15)) return text;
    const std::size_t at = 1 + random.below(text.size() - 1);
    if (random.chance(0.5)) return text.erase(at, 1);
    std::swap(text[at], text[at - 1]);
    return text;
  };
  MadePeople made;
  for (std::size_t person = 0; person < people; ++person) {
    const std::string given = word(150), surname = word(400);
    const std::string host = "@" + word(5) + ".org";
    const std::vector<std::string> truth = {given,
                                            surname,
                                            std::to_string(random.between(1930, 2000)) + "-0" +
                                                std::to_string(random.between(1, 9)) + "-" +
                                                std::to_string(random.between(10, 28)),
                                            word(300) + " street",
                                            word(40),
                                            std::to_string(random.between(10000, 10800)),
                                            std::to_string(random.between(200000000, 999999999)),
                                            given + std::to_string(random.below(99)) + host};
    for (std::int64_t left = random.between(1, 3); left > 0; --left) {
      std::vector<std::string> row = truth;
      for (std::string& cell : row) cell = random.chance(0.08) ? "" : slip(cell);
      if (random.chance(0.05)) std::swap(row[0], row[1]);
      made.rows.push_back(row);
      made.person_of.push_back(person);
    }
  }
  return made;
}

}  // namespace chokepoint::linkage
