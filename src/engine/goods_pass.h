// One look at all goods of some events, on all threads, with what is found in the order of events.
//
// Of the items that an event brings, findings are written; of those that earlier events of the
// consignment brought, they are looked at again and not written.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/arena.h"
#include "base/parallel_for.h"
#include "records/batch.h"

namespace chokepoint::engine {

inline constexpr std::size_t kGrain = 512;

// What a stage found, by consignment of the batch.
template <class Finding>
class Found {
 public:
  std::span<const Finding> now(const std::vector<Finding>& written,
                               const records::Event& event) const {
    const records::Range range = now_[event.index];
    return std::span(written).subspan(range.begin, range.size());
  }

  // With those of earlier items; `both` is used where there are some.
  std::span<const Finding> all(const std::vector<Finding>& written, const records::Event& event,
                               std::vector<Finding>& both) const {
    const records::Range range = earlier_[event.index];
    if (range.size() == 0) return now(written, event);
    both.assign(findings_.begin() + range.begin, findings_.begin() + range.end);
    const auto more = now(written, event);
    both.insert(both.end(), more.begin(), more.end());
    return both;
  }

  // look(event, items, arena, findings) appends what it finds. Events of one batch are looked at in
  // their order, in one call or several. What is new goes to `written`, its texts to `arenas`.
  template <class Look>
  void look(const records::Batch& batch, std::span<const records::Event* const> events, int threads,
            const Look& look, std::vector<Finding>& written, std::vector<base::Arena>& arenas) {
    std::vector<Piece> pieces((events.size() + kGrain - 1) / kGrain);
    const std::size_t first = now_.size();
    now_.resize(first + events.size());
    earlier_.resize(first + events.size());
    base::parallel_for(events.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
      Piece& piece = pieces[begin / kGrain];
      for (std::size_t i = begin; i < end; ++i) {
        const auto items = batch.items_of(*events[i]), added = batch.new_items_of(*events[i]);
        now_[first + i] = look_into(*events[i], added, look, piece.arena, piece.now);
        earlier_[first + i] = look_into(*events[i], items.first(items.size() - added.size()), look,
                                        piece.arena, piece.earlier);
      }
    });
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const std::size_t begin = first + i * kGrain;
      const std::size_t count = std::min(kGrain, now_.size() - begin);
      append(pieces[i].now, std::span(now_).subspan(begin, count), written);
      append(pieces[i].earlier, std::span(earlier_).subspan(begin, count), findings_);
      arenas.push_back(std::move(pieces[i].arena));
    }
  }

 private:
  struct Piece {
    base::Arena arena;
    std::vector<Finding> now, earlier;
  };

  template <class Look>
  static records::Range look_into(const records::Event& event, std::span<const records::Item> items,
                                  const Look& look, base::Arena& arena,
                                  std::vector<Finding>& findings) {
    const auto from = static_cast<std::uint32_t>(findings.size());
    if (!items.empty()) look(event, items, arena, findings);
    return {from, static_cast<std::uint32_t>(findings.size())};
  }

  static void append(const std::vector<Finding>& piece, std::span<records::Range> ranges,
                     std::vector<Finding>& all) {
    const auto shift = static_cast<std::uint32_t>(all.size());
    all.insert(all.end(), piece.begin(), piece.end());
    for (records::Range& range : ranges) range = {range.begin + shift, range.end + shift};
  }

  std::vector<Finding> findings_;              // of earlier items
  std::vector<records::Range> now_, earlier_;  // in what was written, in findings_
};

}  // namespace chokepoint::engine
