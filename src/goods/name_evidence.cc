#include "goods/name_evidence.h"

#include <algorithm>

namespace chokepoint::goods {
namespace {

constexpr float kExactName = 0.95F, kOneSlip = 0.88F, kTwoSlips = 0.8F, kStem = 0.85F,
                kDerived = 0.3F;
constexpr float kAloneShare = 0.5F;     // of an acronym's trust, without chemistry beside it
constexpr float kContextShare = 0.35F;  // of any trust, beside "test strip" and its like
constexpr float kOtherCasShare = 0.3F;  // of an acronym's trust, beside the CAS number of something
                                        // else

std::size_t length_of(const NameMatch& match) {
  return match.end - match.begin;
}

// What a match weighs against another of the same place.
int weight_of(const NameMatch& match) {
  return static_cast<int>(length_of(match)) - 2 * match.slips;
}

std::size_t overlap(const NameMatch& a, const NameMatch& b) {
  const std::size_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

bool contains(const NameMatch& outer, const NameMatch& inner) {
  return outer.begin <= inner.begin && outer.end >= inner.end;
}

bool has_ending_at(const FoldedText& text, std::size_t end, std::u16string_view ending) {
  if (end < ending.size()) return false;
  for (std::size_t i = 0; i < ending.size(); ++i) {
    if (text.symbols[end - ending.size() + i] != ending[i]) return false;
    if (i > 0 && text.gaps[end - ending.size() + i] >= Gap::bracket) return false;
  }
  return true;
}

class NameReading {
 public:
  NameReading(const Catalogue& catalogue, const FoldedText& text,
              const std::vector<NameMatch>& matches)
      : catalogue_(catalogue), text_(text), matches_(matches) {}

  NameKind kind(const NameMatch& match) const { return catalogue_.name_use(match.owner).kind; }
  std::uint16_t thing(const NameMatch& match) const {
    return catalogue_.name_use(match.owner).thing;
  }

  // Something else stands here, or a longer name does.
  bool is_overruled(const NameMatch& match) const {
    for (const NameMatch& other : matches_) {
      if (&other == &match || overlap(other, match) == 0) continue;
      if (kind(other) == NameKind::innocent) {
        if (contains(other, match) && length_of(other) > length_of(match)) return true;
        if (match.slips > 0 && overlap(other, match) * 100 >= length_of(match) * 85) return true;
        continue;
      }
      if (kind(other) == NameKind::stem) continue;
      if (weight_of(other) > weight_of(match) && overlap(other, match) * 10 >= length_of(match) * 6)
        return true;
      if (weight_of(other) == weight_of(match) && thing(other) < thing(match) &&
          overlap(other, match) * 10 >= length_of(match) * 6 && match.slips > 0)
        return true;
    }
    return false;
  }

  // A substituent stands joined before the name, or a locant behind it: "1-benzyl-4-piperidone",
  // "4-piperidone-3-carboxylate".
  bool is_part_of_longer_name(const NameMatch& match) const {
    if (match.begin > 0 && text_.gaps[match.begin] != Gap::stop) {
      const bool han = is_han(text_.symbols[match.begin - 1]);
      for (const std::u16string& ending : catalogue_.context().endings) {
        if (is_han(ending.back()) != han || (han && text_.gaps[match.begin] > Gap::hyphen))
          continue;
        if (has_ending_at(text_, match.begin, ending)) return true;
      }
    }
    const std::size_t behind = match.end;
    return behind + 1 < text_.size() && text_.gaps[behind] == Gap::hyphen &&
           is_digit(text_.symbols[behind]) && !is_digit(text_.symbols[behind + 1]) &&
           (text_.gaps[behind + 1] == Gap::hyphen || text_.gaps[behind + 1] == Gap::bracket);
  }

  bool is_joined_to_letters_before(const NameMatch& match) const {
    return match.begin > 0 && text_.gaps[match.begin] == Gap::none &&
           !is_digit(text_.symbols[match.begin - 1]);
  }

  // The group whose names end as this one does.
  std::uint16_t stem_group(const NameMatch& match) const {
    for (const NameMatch& other : matches_) {
      if (kind(other) == NameKind::stem && other.begin >= match.begin &&
          other.end <= match.end + 1 && other.begin < match.end)
        return thing(other);
    }
    return Catalogue::kNone;
  }

  bool has_word_near(const NameMatch& match, const std::vector<std::u16string>& words,
                     std::size_t reach) const {
    const std::size_t from = match.begin > reach ? match.begin - reach : 0;
    const std::size_t to = std::min(text_.size(), match.end + reach);
    const auto begin = text_.symbols.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = text_.symbols.begin() + static_cast<std::ptrdiff_t>(to);
    return std::ranges::any_of(words, [&](const std::u16string& word) {
      for (auto at = begin;; ++at) {
        at = std::search(at, end, word.begin(), word.end());
        if (at == end) return false;
        const auto place = static_cast<std::size_t>(at - text_.symbols.begin());
        // A Latin word begins where a word begins: "book", not "e-notebook".
        if (is_han(word.front()) || text_.gaps[place] != Gap::none ||
            is_digit(text_.symbols[place - 1]))
          return true;
      }
    });
  }

 private:
  const Catalogue& catalogue_;
  const FoldedText& text_;
  const std::vector<NameMatch>& matches_;
};

float trust_of_name(const NameMatch& match) {
  return match.slips == 0 ? kExactName : match.slips == 1 ? kOneSlip : kTwoSlips;
}

// What one match says; confidence 0: nothing.
Recognition read_match(const Catalogue& catalogue, const NameReading& reading,
                       const FoldedText& text, const NameMatch& match,
                       TextSurroundings surroundings) {
  Recognition said{reading.thing(match), MatchedBy::name, {}, 0};
  switch (reading.kind(match)) {
    case NameKind::innocent: return said;
    case NameKind::stem:
      if (!reading.is_joined_to_letters_before(match) && !reading.is_part_of_longer_name(match))
        return said;
      said.by = MatchedBy::text;
      said.confidence = kStem;
      break;
    case NameKind::acronym: {
      const bool chemical =
          surroundings.is_chemical ||
          reading.has_word_near(match, catalogue.context().chemistry, catalogue.context().reach);
      const bool spaced =
          std::ranges::any_of(text.gaps.begin() + match.begin + 1, text.gaps.begin() + match.end,
                              [](Gap gap) { return gap >= Gap::space; });
      if (spaced && !chemical) return said;
      said.confidence = catalogue.things()[said.thing].acronym_trust *
                        (chemical ? 1 : kAloneShare) *
                        (surroundings.has_other_cas ? kOtherCasShare : 1);
      break;
    }
    case NameKind::name:
      said.confidence = trust_of_name(match);
      if (catalogue.things()[said.thing].kind == ThingKind::equipment ||
          !reading.is_part_of_longer_name(match))
        break;
      if (const std::uint16_t group = reading.stem_group(match); group != Catalogue::kNone) {
        if (catalogue.things()[said.thing].kind == ThingKind::group) break;
        said = {group, MatchedBy::text, {}, kStem};
      } else {
        said.by = MatchedBy::text;
        said.confidence = kDerived;
      }
      break;
  }
  if (reading.has_word_near(match, catalogue.context().words, catalogue.context().reach))
    said.confidence *= kContextShare;
  return said;
}

}  // namespace

void recognise_names(const Catalogue& catalogue, std::string_view text,
                     TextSurroundings surroundings, RecogniseScratch& scratch,
                     std::vector<Recognition>& found) {
  scratch.matches.clear();
  catalogue.names().find(scratch.folded, scratch.matches);
  if (scratch.matches.empty()) return;
  const NameReading reading(catalogue, scratch.folded, scratch.matches);
  for (const NameMatch& match : scratch.matches) {
    if (reading.kind(match) == NameKind::innocent || reading.is_overruled(match)) continue;
    Recognition said = read_match(catalogue, reading, scratch.folded, match, surroundings);
    if (said.confidence <= 0) continue;
    const std::size_t begin = scratch.folded.starts[match.begin],
                      end = scratch.folded.ends[match.end - 1];
    said.matched_text = text.substr(begin, end - begin);
    add_recognition(found, said);
  }
}

}  // namespace chokepoint::goods
