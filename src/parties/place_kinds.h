// What kind of place an address is, learnt from who is named there: a home, a firm, a building of
// offices, a campus, a forwarder, a mail drop, a post office, a customs facility.
//
// Names are counted as they are written alike, masked ones not at all; words of names and streets
// help (data/parties/place_words.tsv). A kind is a dated row and takes effect with the first
// event of a later UTC day than what showed it, so that the cut of batches is invisible; until
// then, and where too little is known, a place has none. Memory: 24 bytes a place, 10 a name at a
// place.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "parties/party_rows.h"
#include "parties/resolver.h"
#include "records/moment.h"

namespace chokepoint::parties {

enum class PlaceUse : std::uint8_t {
  unknown,
  home,
  firm,
  offices,
  campus,
  forwarder,
  mail_drop,
  post_office,
  customs_facility,
};
Text name(PlaceUse use);

// Where many come without having to do with one another.
bool is_shared(PlaceUse use);

// Who and what was seen at a place.
struct PlaceTraces {
  std::uint32_t people = 0, organisations = 0;  // by name
  std::uint32_t campus_names = 0, forwarder_names = 0;
  bool is_box = false, has_drop_word = false, has_post_word = false, has_customs_word = false;
};
PlaceUse use_of(const PlaceTraces& traces);

class PlaceKinds {
 public:
  PlaceKinds();
  PlaceKinds(PlaceKinds&&) noexcept;
  PlaceKinds& operator=(PlaceKinds&&) noexcept;
  ~PlaceKinds();

  // Call before the first event of a later day: tells the places whose kind has changed, dated
  // then.
  void open_day(records::Moment first_event, std::vector<PlaceKind>& output);
  void advance(const records::Mention& mention, const MentionKeys& keys);

  PlaceUse use_at(records::RowId place_id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::parties
