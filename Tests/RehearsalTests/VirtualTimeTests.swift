import Rehearsal
import Testing

@Suite("Virtual time")
struct VirtualTimeTests {
  @Test("jumps from one waking to the next, in their order")
  func order() async {
    let time = VirtualTime(milliseconds: 1_000)
    let seen = await time.run {
      await withTaskGroup(of: String.self) { group in
        for wait in [604_800_000, 1_000, 3_600_000] as [Int64] {
          group.addTask {
            try? await time.sleep(milliseconds: wait)
            return "\(wait) at \(time.milliseconds)"
          }
        }
        var seen: [String] = []
        for await name in group { seen.append(name) }
        return seen
      }
    }
    #expect(seen == ["1000 at 2000", "3600000 at 3601000", "604800000 at 604801000"])
    #expect(time.milliseconds == 604_801_000)
  }

  @Test("wakes who is cancelled, before and while waiting")
  func cancellation() async {
    let time = VirtualTime(milliseconds: 0)
    let woken = await time.run {
      let task = Task(executorPreference: time) { () -> Bool in
        do {
          try await time.sleep(milliseconds: 1_000_000)
          return false
        } catch { return true }
      }
      await Task.yield()
      task.cancel()
      return await task.value
    }
    #expect(woken == true)
    #expect(time.milliseconds == 0)
  }

  @Test("runs actors and child tasks one after the other")
  func serial() async {
    actor Counter {
      var value = 0
      func add() { value += 1 }
    }
    let time = VirtualTime(milliseconds: 0)
    let counter = Counter()
    let value = await time.run {
      await withTaskGroup { group in
        for number in 0..<100 {
          group.addTask {
            try? await time.sleep(milliseconds: Int64(number % 7))
            await counter.add()
          }
        }
      }
      return await counter.value
    }
    #expect(value == 100)
    #expect(time.milliseconds == 6)
  }

  @Test("can be used again")
  func again() async {
    let time = VirtualTime(milliseconds: 0)
    for round in 1...3 as ClosedRange<Int64> {
      await time.run { try? await time.sleep(milliseconds: 10) }
      #expect(time.milliseconds == 10 * round)
    }
  }
}
