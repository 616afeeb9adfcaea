// Arabic and Hebrew letters against Latin spellings; see foreign_sound.h.
#include <algorithm>
#include <array>

#include "text/foreign_sound.h"

namespace chokepoint::text {
namespace {

constexpr std::size_t kMost = 48;
constexpr float kFits = 0.95f, kCostOfDoubt = 0.45f, kMostDoubt = 1.05f, kLastVowelUnwritten = 1,
                kLastEUnwritten = 0.2f, kTwoLettersForOne = 0.2f, kHUnwritten = 0.6f,
                kFirstVowelLeftOut = 0.6f, kMostDoubtOfShort = 0.3f;

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

struct Spelling {
  std::string_view latin;
  float cost = 0;
};

// A letter as romanise() writes it, and what Latin texts have for it.
struct Letter {
  std::string_view name;
  std::array<Spelling, 16> spellings;
  float left_out = 1;
};

// Two-letter names first. "a" is the long vowel, "e" the letter Ayin.
constexpr std::array kLetters = {
    Letter{"th", {{{"th"}, {"s"}, {"t"}, {"ss"}, {"taha", 0.1f}}}},
    // Also k and h: Cohen.
    Letter{"kh", {{{"kh"}, {"h"}, {"k"}, {"ch"}, {"x"}, {"coh", 0.1f}, {"kah", 0.2f}}}},
    Letter{"dh", {{{"dh"}, {"z"}, {"d"}, {"th"}, {"dd"}, {"dz"}}}},
    Letter{"sh", {{{"sh"}, {"ch"}, {"s"}, {"sch"}, {"sz"}, {"ss"}}}},
    Letter{"gh", {{{"gh"}, {"g"}, {"q"}}}},
    Letter{"ch", {{{"ch"}, {"tch"}, {"c"}}}},
    Letter{"zh", {{{"zh"}, {"j"}, {"z"}}}},
    Letter{"c", {{{"ts"}, {"tz"}, {"z"}, {"s"}, {"c"}, {"cz"}}}},
    Letter{"yy", {{{"ei"}, {"ai"}, {"ey"}, {"ay"}, {"iy"}, {"yi"}, {"ii"}, {"yy"}, {"y"}, {"i"}}}},
    Letter{"ww", {{{"w"}, {"v"}, {"ww"}, {"uw"}, {"aw"}, {"ow"}, {"u", 0.3f}}}},
    Letter{"a",
           {{{"a"},
             {"aa"},
             {"o", 0.3f},
             {"ah"},
             {"ae", 0.2f},
             {"e", 1},
             {"i", 1},
             {"u", 0.8f},
             {"ia", 0.2f}}},
           0.3f},
    Letter{"e", {{{"a"}, {"e"}, {"i"}, {"o"}, {"u"}, {"aa"}, {"ae"}}}, 0},
    Letter{"b", {{{"b"}, {"bb"}, {"v"}, {"p"}}}},
    Letter{"t", {{{"t"}, {"tt"}, {"th"}, {"d", 0.5f}}}},
    Letter{"j", {{{"j"}, {"g"}, {"dj"}, {"jj"}, {"gg"}, {"dzh"}, {"zh"}, {"y", 0.5f}}}},
    Letter{"h",
           {{{"h"},
             {"hh"},
             {"e", 0.1f},
             {"eh"},
             {"ah"},
             {"a", 0.1f},
             {"kh", 0.2f},
             {"ch", 0.2f},
             {"t", 0.2f},
             {"th", 0.3f}}},
           0.15f},
    Letter{"d", {{{"d"}, {"dd"}, {"dh"}, {"t", 0.5f}, {"z", 0.3f}}}},
    Letter{"r", {{{"r"}, {"rr"}}}},
    Letter{"z", {{{"z"}, {"zz"}, {"dh"}, {"d"}, {"s", 0.2f}}}},
    Letter{"s", {{{"s"}, {"ss"}, {"c"}}}},
    Letter{"g", {{{"g"}, {"gh"}, {"gg"}}}},
    Letter{"f", {{{"f"}, {"ff"}, {"ph"}, {"v", 0.3f}}}},
    Letter{"p", {{{"p"}, {"pp"}, {"f"}, {"ph"}}}},
    Letter{"q",
           {{{"q"},
             {"k"},
             {"g"},
             {"gh"},
             {"c"},
             {"kk"},
             {"qq"},
             {"kh", 0.2f},
             {"gg"},
             {"ck"},
             {"dd", 1}}}},
    Letter{"k", {{{"k"}, {"c"}, {"kk"}, {"ck"}, {"cc"}, {"kh"}, {"ch"}, {"q", 0.2f}, {"g", 0.4f}}}},
    Letter{"l", {{{"l"}, {"ll"}}}},
    Letter{"m", {{{"m"}, {"mm"}}}},
    Letter{"n", {{{"n"}, {"nn"}, {"m", 0.6f}}}},
    Letter{"v", {{{"v"}, {"w"}, {"f"}}}},
    Letter{"w",
           {{{"w"},
             {"u"},
             {"o"},
             {"ou"},
             {"oo"},
             {"v"},
             {"au"},
             {"aw"},
             {"ow"},
             {"uw"},
             {"ww"},
             {"ao"},
             {"eu"},
             {"iou"},
             {"a", 1},
             {"i", 1}}}},
    Letter{"y",
           {{{"y"},
             {"i"},
             {"ee"},
             {"ai"},
             {"ei"},
             {"ay"},
             {"ey"},
             {"iy"},
             {"yy"},
             {"ie"},
             {"e"},
             {"j", 0.3f},
             {"ye"},
             {"ii"},
             {"iyy"},
             {"a", 0.1f}}}},
};

const Letter* letter_at(std::string_view text) {
  for (const Letter& letter : kLetters) {
    if (text.starts_with(letter.name)) return &letter;
  }
  return nullptr;
}

// What vowels cost that no letter stands for: short ones nothing, a diphthong would be written.
// French has "ou" for a short u, mostly in the first syllable (Mouhamed); Mahmoud has a letter for
// it.
float cost_of_unwritten(std::string_view vowels, bool in_first_syllable) {
  if (vowels.size() == 1) return 0;
  if (vowels == "aa") return 0.1f;
  if (vowels == "ou" || vowels == "oo" || vowels == "uu") return in_first_syllable ? 0.1f : 0.6f;
  return 0.8f;
}

// The cheapest reading of `letters` as `latin`. Row i: i characters of `letters` read. Two that may
// be one letter or two ("dh" is Dhal, or Dal and He) are read both ways.
class Reader {
 public:
  Reader(std::string_view letters, std::string_view latin) : letters_(letters), latin_(latin) {
    for (auto& row : cost_) row.fill(kNever);
  }
  float cheapest() {
    cost_[0][0] = 0;
    // The article, where the other side has none.
    for (const std::string_view article : {"al", "el", "ul"}) {
      if (latin_.size() > 4 && latin_.starts_with(article)) cost_[0][2] = 0.1f;
    }
    for (std::size_t i = 0; i <= letters_.size(); ++i) {
      for (std::size_t j = 0; j <= latin_.size(); ++j) step(i, j);
    }
    return cost_[letters_.size()][latin_.size()];
  }

 private:
  static constexpr float kNever = 99;
  void offer(std::size_t i, std::size_t j, float cost) {
    cost_[i][j] = std::min(cost_[i][j], cost);
  }
  // Behind "abd" stands the article of the next word, which letters do not show: Abdelaziz.
  bool follows_servant(std::size_t i) const { return i == 3 && letters_.starts_with("ebd"); }

  void step(std::size_t i, std::size_t j) {
    const float so_far = cost_[i][j];
    if (so_far > kMostDoubt) return;
    const std::string_view rest = latin_.substr(j);
    const bool after_vowel = j > 0 && is_vowel(latin_[j - 1]);
    // Only the last h stands for nothing: Sarah.
    if (!rest.empty() && !is_vowel(rest[0]))
      offer(i, j + 1, so_far + (rest == "h" ? 0.15f : rest[0] == 'h' ? kHUnwritten : 1.0f));
    std::size_t run = 0;
    while (run < rest.size() && run < 3 && is_vowel(rest[run])) ++run;
    if (run > 0 && !after_vowel) {
      // A last vowel is written: Karim, Karima; Omar, Omari. Only French has a silent one: Zine.
      const float cost = i < letters_.size() ? cost_of_unwritten(rest.substr(0, run), j < 3)
                         : rest == "e"       ? kLastEUnwritten
                                             : kLastVowelUnwritten;
      offer(i, j + run, so_far + cost);
    }
    if (run > 0 && after_vowel) offer(i, j + 1, so_far + 0.2f);
    if (follows_servant(i) && rest.size() >= 2 && is_vowel(rest[0])) offer(i, j + 2, so_far);
    if (i == letters_.size()) return;
    // The article inside a word, whose letter the next one swallows: Nooruddin.
    if (i > 1 && i + 2 < letters_.size() && letters_.substr(i).starts_with("al"))
      offer(i + 2, j, so_far + 0.1f);
    const Letter* letter = letter_at(letters_.substr(i, letters_.size() == 2 ? 1 : 2));
    if (letter == nullptr) return;
    read(*letter, i, j, so_far);
    if (letter->name.size() < 2) return;
    const bool is_last = i + 2 == letters_.size();
    if (const Letter* first = letter_at(letters_.substr(i, 1)))
      read(*first, i, j, so_far + (is_last ? 0 : kTwoLettersForOne));
  }

  void read(const Letter& letter, std::size_t i, std::size_t j, float so_far) {
    const std::string_view rest = latin_.substr(j);
    const std::size_t next = i + letter.name.size();
    // At the front the long vowel carries any vowel: Ibrahim, Osama.
    const bool carrier = (i == 0 || follows_servant(i)) && letter.name == "a";
    // Ahmad is not Hamed: the first vowel is spoken.
    const bool unspoken = carrier && (rest.empty() || !is_vowel(rest[0]));
    offer(next, j, so_far + (unspoken ? kFirstVowelLeftOut : carrier ? 0 : letter.left_out));
    for (const Spelling& spelling : letter.spellings) {
      if (spelling.latin.empty()) break;
      if (!rest.starts_with(spelling.latin)) continue;
      // Only the last y is read as a: Mustafa; Hussein is not Hassan.
      const bool y_inside = letter.name == "y" && spelling.latin == "a" && next < letters_.size();
      const float cost = carrier ? 0 : y_inside ? letter.left_out : spelling.cost;
      offer(next, j + spelling.latin.size(), so_far + cost);
    }
  }

  std::string_view letters_, latin_;
  std::array<std::array<float, kMost + 1>, kMost + 1> cost_;
};

}  // namespace

float abjad_likeness(std::string_view letters, std::string_view latin) {
  letters = letters.substr(0, kMost);
  latin = latin.substr(0, kMost);
  std::size_t count = 0;
  // Two letters alone are two letters: Taha.
  const std::size_t longest = letters.size() == 2 ? 1 : 2;
  for (std::size_t at = 0; at < letters.size(); ++count) {
    const Letter* letter = letter_at(letters.substr(at, longest));
    if (letter == nullptr) return 0;
    at += letter->name.size();
  }
  if (count < 2 || latin.size() < 2) return 0;
  const float doubt = Reader(letters, latin).cheapest();
  if (doubt > kMostDoubt || (count <= 3 && doubt > kMostDoubtOfShort)) return 0;
  return kFits - kCostOfDoubt * doubt;
}

}  // namespace chokepoint::text
