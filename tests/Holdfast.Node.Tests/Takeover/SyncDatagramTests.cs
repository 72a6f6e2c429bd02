using System.Net;
using System.Security.Cryptography;
using Holdfast.Model.Keys;
using Holdfast.Node.Takeover;

namespace Holdfast.Node.Tests.Takeover;

public sealed class SyncDatagramTests
{
    private static readonly WireGuardKey Key = Some(1);
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var message = Whole(SyncFormat.MostClients);

        var read = SyncFormat.Read(SyncFormat.Write(message))!;

        Assert.Equal(message.Clients, read.Clients);
        Assert.Equal(message, read with { Clients = message.Clients });
    }

    [Fact]
    public void Read_AnyBytes_IsAMessageOrNothing()
    {
        var random = new Random(1);
        var good = SyncFormat.Write(Whole(2));
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = round % 2 == 0 ? [.. good] : new byte[random.Next(SyncFormat.MaximumLength + 10)];
            for (var change = random.Next(4); change >= 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (SyncFormat.Read(bytes) is { } message)
            {
                Assert.Equal(message.Clients, SyncFormat.Read(SyncFormat.Write(message))!.Clients);
            }
        }
    }

    [Fact]
    public void Read_CutOffOrLonger_IsNothing()
    {
        var whole = SyncFormat.Write(Whole(3));

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(SyncFormat.Read(whole.AsSpan(0, length))));
        Assert.Null(SyncFormat.Read([.. whole, 0]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0xFF)]
    [InlineData(SyncFormat.HeaderLength + 34, 0xFF)]
    public void Read_OutOfRange_IsNothing(int at, byte value)
    {
        var bytes = SyncFormat.Write(Whole(1));
        bytes[at] = value;

        Assert.Null(SyncFormat.Read(bytes));
    }

    [Fact]
    public void Read_NoPort_IsNothing()
    {
        var bytes = SyncFormat.Write(Whole(1));
        bytes.AsSpan(SyncFormat.HeaderLength + 32, 2).Clear();

        Assert.Null(SyncFormat.Read(bytes));
    }

    [Theory]
    [InlineData("192.0.2.7", 51820, true)]
    [InlineData("2001:db8::7", 51820, true)]
    [InlineData("192.0.2.7", 0, false)]
    [InlineData("127.0.0.1", 51820, false)]
    [InlineData("::1", 51820, false)]
    [InlineData("fe80::7", 51820, false)]
    public void CanTell_OnlyWhatAnotherMachineReaches(string address, int port, bool can) =>
        Assert.Equal(can, SyncFormat.CanTell(new(IPAddress.Parse(address), port)));

    [Fact]
    public void Open_OfTheSameKey_IsWhatWasSealed()
    {
        using var one = new SyncSeal(Key);
        using var two = new SyncSeal(Key);
        var plain = SyncFormat.Write(Whole(SyncFormat.MostClients));

        var (first, second) = (one.Seal(plain), one.Seal(plain));

        Assert.Equal(plain, two.Open(first));
        Assert.Equal(plain, two.Open(second));
        Assert.NotEqual(first, second);
        Assert.True(first.Length <= 1232, "It fits into the smallest IPv6 packet.");
        Assert.Equal(one.Profile, SyncSeal.ProfileOf(first));
    }

    [Fact]
    public void Open_ChangedAnywhere_IsNothing()
    {
        using var seal = new SyncSeal(Key);
        var good = seal.Seal(SyncFormat.Write(Whole(1)));

        for (var at = 0; at < good.Length; at++)
        {
            byte[] changed = [.. good];
            changed[at] ^= 1;
            Assert.Null(seal.Open(changed));
        }
    }

    [Fact]
    public void Open_OfAnotherKeyOrLength_IsNothing()
    {
        using var ours = new SyncSeal(Key);
        using var theirs = new SyncSeal(Some(2));
        var good = ours.Seal(SyncFormat.Write(Whole(0)));

        Assert.Null(theirs.Open(good));
        Assert.All(Enumerable.Range(0, good.Length), length => Assert.Null(SyncSeal.ProfileOf(good.AsSpan(0, length))));
        Assert.Null(SyncSeal.ProfileOf(new byte[SyncSeal.Most + 1]));
        Assert.Null(SyncSeal.ProfileOf(RandomNumberGenerator.GetBytes(SyncSeal.Least)));
    }

    private static SyncMessage Whole(int clients) =>
        new()
        {
            Member = 2,
            SentAt = Noon,
            HeardSentAt = Noon.AddMilliseconds(-300.5),
            HeardBefore = TimeSpan.FromMilliseconds(299),
            Clients =
            [
                .. Enumerable
                    .Range(1, clients)
                    .Select(i => new ClientPlace(
                        new Guid(i, 2, 3, new byte[8]),
                        new(
                            i % 2 == 0 ? IPAddress.Parse($"192.0.2.{i}") : IPAddress.Parse($"2001:db8::{i}"),
                            50_000 + i
                        ),
                        TimeSpan.FromMilliseconds(i * 100)
                    )),
            ],
        };

    private static WireGuardKey Some(byte first) => new([first, .. new byte[30], 64]);
}
