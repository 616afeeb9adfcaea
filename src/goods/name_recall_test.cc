// How much of disguised names is found, and how little of innocent goods is taken for them.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "base/data_files.h"
#include "base/rng.h"
#include "goods/catalogue_for_test.h"
#include "goods/goods.h"
#include "goods/recognise.h"

namespace chokepoint::goods {
namespace {

struct Name {
  std::string thing, text;
};

// All names and synonyms, as data/regimes/ writes them.
std::vector<Name> names_of(std::initializer_list<std::string_view> kinds) {
  std::vector<Name> names;
  for (const std::string_view file :
       {"regimes/substances.toml", "regimes/groups.toml", "regimes/equipment.toml"}) {
    const toml::table table = toml::parse(*base::read_data_file(file));
    for (const std::string_view kind : kinds) {
      if (!table[kind]) continue;
      for (const toml::node& node : *table[kind].as_array()) {
        const toml::table& thing = *node.as_table();
        if (!thing["names"]) continue;
        const std::string id = *thing["id"].value<std::string>();
        names.push_back({id, *thing["name"].value<std::string>()});
        for (const auto& [language, spellings] : *thing["names"].as_table()) {
          for (const toml::node& spelling : *spellings.as_array())
            names.push_back({id, *spelling.value<std::string>()});
        }
      }
    }
  }
  return names;
}

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> characters;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0) == 0x80 && !characters.empty())
      characters.back() += byte;
    else
      characters.emplace_back(1, byte);
  }
  return characters;
}

std::string joined(const std::vector<std::string>& characters, std::string_view between = "") {
  std::string text;
  for (const std::string& character : characters)
    text += (text.empty() ? "" : std::string(between)) + character;
  return text;
}

std::string replaced(std::string_view text, const std::map<std::string, std::string>& pairs) {
  std::vector<std::string> characters = characters_of(text);
  for (std::string& character : characters) {
    if (const auto found = pairs.find(character); found != pairs.end()) character = found->second;
  }
  return joined(characters);
}

bool is_letter(const std::string& character) {
  return character.size() > 1 ? static_cast<unsigned char>(character[0]) >= 0xC3 &&
                                    static_cast<unsigned char>(character[0]) <= 0xD1
                              : std::isalpha(static_cast<unsigned char>(character[0])) != 0;
}

// One slip at a letter: lost, doubled, swapped with the next letter, or another letter in its
// place.
std::string misspelt(std::string_view text, base::Rng& rng) {
  std::vector<std::string> characters = characters_of(text);
  std::vector<std::size_t> letters;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (is_letter(characters[i])) letters.push_back(i);
  }
  const std::size_t at = letters[rng.below(letters.size())];
  switch (rng.below(4)) {
    case 0: characters.erase(characters.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 1:
      characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(at), characters[at]);
      break;
    case 2:
      if (at + 1 < characters.size() && is_letter(characters[at + 1])) {
        std::swap(characters[at], characters[at + 1]);
        break;
      }
      [[fallthrough]];
    default: characters[at] = characters[at].size() > 1 ? "ж" : characters[at] == "u" ? "a" : "u";
  }
  return joined(characters);
}

struct Recall {
  std::size_t asked = 0, found = 0;
  std::vector<std::string> missed;
  double share() const {
    return asked == 0 ? 1 : static_cast<double>(found) / static_cast<double>(asked);
  }
};

class NameRecallTest : public testing::Test {
 protected:
  // Found: the thing itself, trusted enough to be controlled.
  void ask(std::string_view kind, const Name& name, const std::string& text) {
    recognise(catalogue_for_test(), {text, {}, {}, {}, false}, scratch_, found_);
    const bool hit = std::ranges::any_of(found_, [&](const Recognition& recognition) {
      return catalogue_for_test().things()[recognition.thing].id == name.thing &&
             recognition.confidence >= kControlledConfidence;
    });
    Recall& recall = recalls_[std::string(kind)];
    ++recall.asked;
    if (hit)
      ++recall.found;
    else if (recall.missed.size() < 12)
      recall.missed.push_back(name.thing + ": " + text);
  }

  void check() {
    std::size_t asked = 0, found = 0;
    for (const auto& [kind, recall] : recalls_) {
      asked += recall.asked;
      found += recall.found;
      EXPECT_GE(recall.share(), 0.98) << kind << testing::PrintToString(recall.missed);
      fmt::print("{}: {} of {} ({:.4f})\n", kind, recall.found, recall.asked, recall.share());
    }
    fmt::print("all: {} of {} ({:.4f})\n", found, asked,
               static_cast<double>(found) / static_cast<double>(asked));
  }

 private:
  std::map<std::string, Recall> recalls_;
  RecogniseScratch scratch_;
  std::vector<Recognition> found_;
};

TEST_F(NameRecallTest, DisguisedNamesAreFound) {
  const std::map<std::string, std::string> cyrillic = {{"a", "а"}, {"c", "с"}, {"e", "е"},
                                                       {"o", "о"}, {"p", "р"}, {"x", "х"},
                                                       {"y", "у"}, {"i", "і"}};
  const std::map<std::string, std::string> greek = {
      {"o", "ο"}, {"a", "α"}, {"i", "ι"}, {"N", "Ν"}, {"k", "κ"}};
  const std::map<std::string, std::string> dashes = {{"-", "\u2011"}, {"(", "\u2009("}};
  const std::map<std::string, std::string> spaces = {{"-", " "}};
  const std::map<std::string, std::string> nothing = {{"-", ""}, {" ", ""}};
  base::Rng rng(3);
  for (const Name& name : names_of({"substance", "group", "equipment"})) {
    ask("as written", name, name.text);
    ask("running text", name, "sample of " + name.text + ", 1 kg, purity 99%");
    std::string upper = name.text;
    std::ranges::transform(upper, upper.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    ask("capitals", name, upper);
    ask("odd dashes", name, replaced(name.text, dashes));
    ask("blanks for hyphens", name, replaced(name.text, spaces));
    ask("run together", name, replaced(name.text, nothing));
    ask("spaced out", name, joined(characters_of(name.text), " "));
    ask("dotted", name, joined(characters_of(name.text), "."));
    ask("invisible characters", name, joined(characters_of(name.text), "\u200b"));
    ask("Cyrillic look-alikes", name, replaced(name.text, cyrillic));
    ask("Greek look-alikes", name, replaced(name.text, greek));
    // A nought for an o inside a word of letters.
    std::string disguised = name.text;
    for (std::size_t i = 3; i + 1 < disguised.size(); ++i) {
      const bool inside = std::isalpha(static_cast<unsigned char>(disguised[i - 1])) &&
                          std::isalpha(static_cast<unsigned char>(disguised[i + 1]));
      if (disguised[i] == 'o' && inside) disguised[i] = '0';
    }
    ask("noughts", name, disguised);
    const std::u16string symbols = fold_name(name.text);
    if (symbols.size() < 8 || is_han(symbols.back()) ||
        (symbols.back() >= 0x900 && symbols.back() < 0xA00))
      continue;
    for (int i = 0; i < 8; ++i) ask("misspelt", name, misspelt(name.text, rng));
  }
  check();
}

TEST(InnocentGoodsTest, AreNotTakenForControlled) {
  std::ifstream file(std::string(CHOKEPOINT_SOURCE_DIR) + "/test/golden/goods/innocent.txt");
  RecogniseScratch scratch;
  std::vector<Recognition> found;
  std::size_t lines = 0, watched = 0;
  std::vector<std::string> controlled;
  for (std::string line; std::getline(file, line);) {
    ++lines;
    for (const std::string_view hs : {"", "2933399900"}) {
      recognise(catalogue_for_test(), {line, {}, hs, {}, false}, scratch, found);
      if (found.empty()) continue;
      const Recognition& first = found[0];
      if (first.confidence >= kControlledConfidence)
        controlled.push_back(line + " -> " + catalogue_for_test().things()[first.thing].id +
                             " by " + std::string(first.matched_text));
      else if (hs.empty())
        ++watched;
    }
  }
  EXPECT_EQ(lines, 2000u);
  EXPECT_LT(controlled.size(), 2u) << testing::PrintToString(controlled);
  EXPECT_LT(watched, 20u);
  fmt::print("{} innocent descriptions: {} controlled, {} watched\n", lines, controlled.size(),
             watched);
}

}  // namespace
}  // namespace chokepoint::goods
