#include <benchmark/benchmark.h>

#include <array>

#include "text/address_key.h"
#include "text/channel_key.h"
#include "text/name_key.h"
#include "text/normal_form.h"

namespace chokepoint::text {
namespace {

constexpr std::array<std::string_view, 8> kLatin = {
    "Maria Fernanda Lopez", "Wang Xiaoming",       "John A Smith",          "Li Wei",
    "Ahmed Mohamed Ali",    "Guadalupe Sanchez R", "SMITHSON, Catherine J", "Rosalind Franklin"};
constexpr std::array<std::string_view, 4> kFirms = {
    "Shenzhen Hengxin Technology Co., Ltd.", "Productos Quimicos del Norte S.A. de C.V.",
    "ACME GLOBAL LOGISTICS LLC", "Wuhan Yuancheng Chemical Trading Limited"};
constexpr std::array<std::string_view, 4> kHan = {"王小明", "欧阳建国", "深圳市恒信科技有限公司",
                                                  "张伟"};
constexpr std::array<std::string_view, 4> kStreets = {
    "1234 N Main St Apt 5B", "12 Oak Avenue", "500 Industrial Pkwy Suite 210", "77 W 5th St Fl 3"};

void FoldAscii(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(fold("Maria Fernanda Lopez"));
}
BENCHMARK(FoldAscii);

void FoldLatin(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(fold("María Fernández Núñez"));
}
BENCHMARK(FoldLatin);

template <const auto& names>
void NameKeys(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(name_key(names[i++ % names.size()], "CN"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(NameKeys<kLatin>)->Name("NameKeyLatinPerson");
BENCHMARK(NameKeys<kFirms>)->Name("NameKeyLatinFirm");
BENCHMARK(NameKeys<kHan>)->Name("NameKeyHan");

void AddressKeys(benchmark::State& state) {
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        address_key(kStreets[i++ % kStreets.size()], "Springfield", "62701", "IL", "US"));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(AddressKeys);

void AddressKeysOneLine(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        address_key("1234 N Main St Apt 4B, Springfield, IL 62701", "", "", "", "US"));
  }
}
BENCHMARK(AddressKeysOneLine);

void AddressKeysHan(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(address_key("科技路12号3栋401室", "深圳市", "", "", "CN"));
  }
}
BENCHMARK(AddressKeysHan);

void PhoneKeys(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(phone_key("+52 667 123 4567", "MX"));
}
BENCHMARK(PhoneKeys);

}  // namespace
}  // namespace chokepoint::text
