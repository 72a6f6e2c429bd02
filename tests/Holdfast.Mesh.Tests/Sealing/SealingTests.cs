using System.Net;
using Holdfast.Mesh.Sealing;
using Holdfast.Mesh.Tests.Messages;

namespace Holdfast.Mesh.Tests.Sealing;

public sealed class SealingTests
{
    private static readonly MeshKey Key = new(new byte[32]);
    private static readonly MeshKey OtherKey = new(Enumerable.Repeat((byte)1, 32).ToArray());
    private readonly HostKeys _alpha = HostKeys.New();
    private readonly HostKeys _beta = HostKeys.New();

    [Fact]
    public void Sealed_OpensOnceAndOnlyAtTheOther()
    {
        var (there, back) = Pair();
        var datagram = there.Seal("hello"u8);

        Assert.Equal("hello"u8.ToArray(), back.Open(datagram));
        Assert.Null(back.Open(datagram));
        Assert.Null(there.Open(datagram));
    }

    [Fact]
    public void Sealed_InAnotherLifeOrMesh_DoesNotOpen()
    {
        var datagram = Open(Key, _alpha, 1, _beta, 2).Seal("hello"u8);

        Assert.Null(Open(Key, _beta, 3, _alpha, 1).Open(datagram));
        Assert.Null(Open(Key, _beta, 2, _alpha, 4).Open(datagram));
        Assert.Null(Open(OtherKey, _beta, 2, _alpha, 1).Open(datagram));
        Assert.NotNull(Open(Key, _beta, 2, _alpha, 1).Open(datagram));
    }

    [Fact]
    public void Sealed_BentAnywhere_DoesNotOpen()
    {
        var (there, back) = Pair();
        var datagram = there.Seal("hello"u8);
        for (var at = 0; at < datagram.Length; at++)
        {
            datagram[at] ^= 1;
            Assert.Null(back.Open(datagram));
            datagram[at] ^= 1;
        }

        Assert.NotNull(back.Open(datagram));
    }

    [Fact]
    public void AnyBytesOfAnyLength_DoNotOpen()
    {
        var random = new Random(1);
        var (_, back) = Pair();
        for (var length = 0; length <= 1500; length++)
        {
            var datagram = new byte[length];
            random.NextBytes(datagram);
            Assert.Null(back.Open(datagram));
            Assert.Null(GreetingFormat.Read(Key, datagram));
            if (length > 0)
            {
                datagram[0] = GreetingFormat.Kind;
                Assert.Null(GreetingFormat.Read(Key, datagram));
            }
        }
    }

    [Fact]
    public void Window_TakesEachNumberOnce_InAnyOrder()
    {
        var random = new Random(7);
        var window = new ReplayWindow();
        var taken = new HashSet<ulong>();
        ulong highest = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var number = (ulong)Math.Max(1, (long)highest + random.Next(-1200, random.Next(20) == 0 ? 3000 : 30));
            var isNew = number + ReplayWindow.Width > highest && !taken.Contains(number);
            Assert.Equal(isNew, window.TryTake(number));
            if (isNew)
            {
                taken.Add(number);
                highest = Math.Max(highest, number);
            }
        }
    }

    [Fact]
    public void Greeting_OfTheSamePassword_IsRead()
    {
        var greeting = new Greeting([.. new byte[15], 1], null, Records.Of(_alpha));

        var read = GreetingFormat.Read(Key, GreetingFormat.Write(Key, _alpha, greeting));

        Assert.NotNull(read);
        Records.AssertSame(greeting.Record, read.Record);
        Assert.Equal(greeting.Challenge, read.Challenge);
        Assert.Null(read.Echo);
    }

    [Fact]
    public void Greeting_OfAnotherPasswordOrHost_IsNotRead()
    {
        var greeting = new Greeting([.. new byte[15], 1], [.. new byte[15], 2], Records.Of(_alpha));

        Assert.Null(GreetingFormat.Read(OtherKey, GreetingFormat.Write(Key, _alpha, greeting)));
        // Beta says what alpha said: the record is genuine, the greeting is not.
        Assert.Null(GreetingFormat.Read(Key, GreetingFormat.Write(Key, _beta, greeting)));
    }

    [Fact]
    public void Password_MakesTheSameKeyEverywhere_AndAnotherOneAnother()
    {
        Assert.Equal(MeshKey.OfPassword("S").OwnAddresses, MeshKey.OfPassword("S").OwnAddresses);
        Assert.NotEqual(MeshKey.OfPassword("S").OwnAddresses, MeshKey.OfPassword("s").OwnAddresses);
    }

    [Fact]
    public void OwnAddress_LiesInTheMesh_AndIsTheHosts()
    {
        var address = Key.OwnAddress(_alpha.Host);

        Assert.True(Key.OwnAddresses.Contains(address));
        Assert.Equal(0xfd, address.GetAddressBytes()[0]);
        Assert.NotEqual(address, Key.OwnAddress(_beta.Host));
        Assert.IsType<IPAddress>(address);
    }

    private (Session There, Session Back) Pair() => (Open(Key, _alpha, 1, _beta, 2), Open(Key, _beta, 2, _alpha, 1));

    private static Session Open(MeshKey key, HostKeys own, uint life, HostKeys other, uint otherLife) =>
        Session.Open(key, own, life, Records.Of(other, incarnation: otherLife))!;
}
