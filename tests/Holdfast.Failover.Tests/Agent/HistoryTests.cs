using Holdfast.Failover.Agent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Failover.Tests.Agent;

public sealed class HistoryTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-history").FullName;

    private string Path => System.IO.Path.Combine(_folder, "history.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A full disk: three entries a second, for hours.</summary>
    [Fact]
    public async Task Add_TheSameAgainAndAgain_IsOneEntryAndFewLines()
    {
        await using (var history = new History(Path, NullLogger.Instance))
        {
            history.Add(Start, 51, "something before");
            for (var second = 0; second < 3600; second++)
            {
                history.Add(Start.AddSeconds(second), 51, "standby to claiming");
                history.Add(Start.AddSeconds(second), 51, "epoch 2.1 is not stored");
                history.Add(Start.AddSeconds(second), 51, "claiming to standby");
            }

            Assert.Equal([1, 3600, 3600, 3600], history.Last(10).Select(entry => entry.Times));
            Assert.Equal(Start.AddSeconds(3599), history.Last(1)[0].Last);
        }

        Assert.InRange((await File.ReadAllLinesAsync(Path)).Length, 4, 20);
    }

    [Fact]
    public async Task Start_WhatWasCounted_IsOneEntry()
    {
        await using (var history = new History(Path, NullLogger.Instance))
        {
            for (var second = 0; second < 100; second++)
            {
                history.Add(Start.AddSeconds(second), 51, "again");
            }
        }

        await using var later = new History(Path, NullLogger.Instance);
        Assert.Equal((Start, 100), (later.Last(10).Single().At, later.Last(10).Single().Times));
    }

    [Fact]
    public async Task Add_AfterALongTime_IsAnotherEntry()
    {
        await using var history = new History(Path, NullLogger.Instance);
        history.Add(Start, 51, "again");
        history.Add(Start.AddMinutes(5), 51, "again");

        Assert.Equal(2, history.Last(10).Count);
    }

    [Fact]
    public async Task Add_OfAnotherUnit_IsAnotherEntry()
    {
        await using var history = new History(Path, NullLogger.Instance);
        history.Add(Start, 51, "again");
        history.Add(Start, 52, "again");

        Assert.Equal(2, history.Last(10).Count);
    }

    /// <summary>Each switch over has epochs of its own.</summary>
    [Fact]
    public async Task Add_DifferentThings_AreAllKept()
    {
        await using var history = new History(Path, NullLogger.Instance);
        for (var i = 0; i < 40; i++)
        {
            Assert.True(history.Add(Start, 51, $"standby to active, epoch {i}"));
        }

        Assert.Equal(40, history.Last(100).Count);
    }

    [Fact]
    public async Task Start_FileHasGrown_IsShortened()
    {
        await using (var history = new History(Path, NullLogger.Instance))
        {
            for (var i = 0; i < 2500; i++)
            {
                history.Add(Start, 51, $"epoch {i}");
            }
        }

        await using var later = new History(Path, NullLogger.Instance);
        Assert.Equal(1000, (await File.ReadAllLinesAsync(Path)).Length);
        Assert.Equal("epoch 2499", later.Last(1)[0].What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("{\"at\":\"2026-11-22T04:00:00+00:00\",\"vrid\":51,\"wh")]
    [InlineData("{\"at\":\"2026-11-22T04:00:00+00:00\",\"vrid\":51,\"what\":null}\n")]
    public async Task Start_BrokenLine_IsLeftOut(string text)
    {
        await File.WriteAllTextAsync(Path, text);

        await using var history = new History(Path, NullLogger.Instance);
        Assert.Empty(history.Last(10));
    }
}
