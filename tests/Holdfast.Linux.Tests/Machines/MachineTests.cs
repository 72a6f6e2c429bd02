using Holdfast.Linux.Machines;
using Holdfast.Testing;

namespace Holdfast.Linux.Tests.Machines;

public sealed class MachineTests
{
    private const string Stat = "cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 100 0 50 800 50 0 0 0 0 0\n";

    [Fact]
    public void ThisMachine_Asked_SaysEverything()
    {
        var machine = new Machine();

        Assert.True(machine.Cpu() is { Busy: > 0 } cpu && cpu.Total > cpu.Busy);
        Assert.True(machine.Memory() is { Used: > 0 } memory && memory.Total > memory.Used);
        Assert.True(machine.Uptime() > TimeSpan.Zero);
        Assert.Contains("lo", machine.Devices().Keys);
    }

    [Fact]
    public void NothingThere_Asked_SaysNothing()
    {
        using var empty = new TemporaryFolder();
        var machine = new Machine(empty.Path);

        Assert.Null(machine.Cpu());
        Assert.Null(machine.Memory());
        Assert.Null(machine.Uptime());
        Assert.Empty(machine.Devices());
    }

    [Fact]
    public void LoadSince_HalfOfTheTimeBusy_IsHalf()
    {
        var before = CpuTimes.Parse(Stat)!.Value;

        Assert.Equal(new CpuTimes(150, 1000), before);
        Assert.Equal(0.5, new CpuTimes(250, 1200).LoadSince(before));
        Assert.Equal(0, new CpuTimes(140, 1200).LoadSince(before));
        Assert.Equal(1, new CpuTimes(400, 1100).LoadSince(before));
        Assert.Null(before.LoadSince(before));
        Assert.Null(new CpuTimes(0, 10).LoadSince(before));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("cpu  1 2 3\n")]
    [InlineData("cpu0 100 0 50 800 50 0 0 0\n")]
    [InlineData("cpu  100 0 50 -800 50 0 0 0\n")]
    [InlineData("cpu  100 0 50 99999999999999999999 50 0 0 0\n")]
    [InlineData("cpu  100 0 50 many 50 0 0 0\n")]
    public void CpuTimes_MakesNoSense_Null(string text) => Assert.Null(CpuTimes.Parse(text));

    [Fact]
    public void MemoryUse_WhatTheKernelSays_InBytes() =>
        Assert.Equal(
            new MemoryUse(600 * 1024, 1000 * 1024),
            MemoryUse.Parse("MemTotal:  1000 kB\nMemFree: 1 kB\nMemAvailable:   400 kB\n")
        );

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: 1000 kB\n")]
    [InlineData("MemTotal: 1000 kB\nMemAvailable: 2000 kB\n")]
    [InlineData("MemTotal: 1000\nMemAvailable: 20\n")]
    [InlineData("MemTotal: 9223372036854775807 kB\nMemAvailable: 1 kB\n")]
    [InlineData("MemTotal: x kB\nMemAvailable: 1 kB\n")]
    public void MemoryUse_MakesNoSense_Null(string text) => Assert.Null(MemoryUse.Parse(text));

    [Fact]
    public void DeviceCounters_WhatTheKernelSays_ByName()
    {
        var devices = DeviceCounters.Parse(
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls
                lo:    1234       1    0    0    0     0          0         0     5678       1    0    0    0     0
            hf-wg-1:77 1 0 0 0 0 0 0 88 1
            torn: 1 2 3
             bad: x 1 0 0 0 0 0 0 88 1
            nonsense
            """
        );

        Assert.Equal(["hf-wg-1", "lo"], devices.Keys.Order());
        Assert.Equal(new DeviceCounters(1234, 5678), devices["lo"]);
        Assert.Equal(new DeviceCounters(77, 88), devices["hf-wg-1"]);
    }
}
