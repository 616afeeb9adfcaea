#include "ordinary_names.h"

#include <algorithm>
#include <fstream>

#include "base/check.h"

namespace chokepoint::testing {
namespace {

std::vector<std::string> split(const std::string& text, char between) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == between) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
    text.replace(at, from.size(), to);
}

}  // namespace

std::vector<std::vector<std::string>> read_test_table(const std::filesystem::path& file) {
  std::ifstream in(file);
  CHECK(in.good());
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') rows.push_back(split(line, '\t'));
  }
  return rows;
}

OrdinaryNames::OrdinaryNames(std::uint64_t seed, const std::filesystem::path& source)
    : rng_(seed, "ordinary names") {
  for (const auto& row : read_test_table(source / "test/names/ordinary.tsv")) {
    people_.push_back({row[0], split(row[1], ' '), split(row[2], ' '), split(row[3], ' ')});
    for (std::string& name : people_.back().given) replace_all(name, "_", " ");
  }
  for (const auto& row : read_test_table(source / "test/names/ordinary_firms.tsv")) {
    const auto found = std::ranges::find(people_, row[0], &People::country);
    firms_.push_back({split(row[1], '|'), split(row[2], ' '), split(row[3], ' '),
                      found != people_.end() ? &*found : &people_.front()});
  }
  for (const auto& row : read_test_table(source / "test/names/other_persons.tsv"))
    others_.push_back({split(row[1], '|'), split(row[2], ' '), split(row[3], ' ')});
}

const std::string& OrdinaryNames::pick(const std::vector<std::string>& words) {
  return words[rng_.below(words.size())];
}

// The first of a list as often as frequent names are met: a quarter falls on the first sixteenth.
const std::string& OrdinaryNames::pick_frequent(const std::vector<std::string>& words) {
  const double at = rng_.uniform();
  return words[static_cast<std::size_t>(at * at * static_cast<double>(words.size()))];
}

std::vector<std::string> OrdinaryNames::countries() const {
  std::vector<std::string> codes;
  for (const People& people : people_) codes.push_back(people.country);
  return codes;
}

std::string OrdinaryNames::person(const std::string& country) {
  const auto people = std::ranges::find(people_, country, &People::country);
  CHECK(people != people_.end());
  std::string name;
  for (const std::string& part : people->order) {
    if (!name.empty()) name += " ";
    name += pick(part == "given" ? people->given : people->surnames);
    // One in three has a second given name.
    if (part == "given" && people->order[0] == "given" && rng_.chance(0.33))
      name += " " + pick(people->given);
  }
  return name;
}

std::string OrdinaryNames::person() {
  return person(people_[rng_.below(people_.size())].country);
}

std::string OrdinaryNames::other_person() {
  const Others& others = others_[rng_.below(others_.size())];
  const std::string& form = pick(others.forms);
  std::string name;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '%') {
      name += form[i];
      continue;
    }
    switch (form[++i]) {
      case 's': name += pick_frequent(others.surnames); break;
      case 'i': name += pick_frequent(others.given)[0]; break;
      default: name += pick_frequent(others.given);
    }
  }
  return name;
}

std::string OrdinaryNames::firm() {
  const Firms& firms = firms_[rng_.below(firms_.size())];
  std::string name = pick(firms.forms);
  replace_all(name, "%s", pick(firms.people->surnames));
  replace_all(name, "%p", pick(firms.places));
  std::string word = pick(firms.words);
  if (rng_.chance(0.3)) word += " " + pick(firms.words);
  replace_all(name, "%w", word);
  return name;
}

}  // namespace chokepoint::testing
