using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Sealing;
using Holdfast.Mesh.Tests.Messages;

namespace Holdfast.Mesh.Tests.Daemon;

public sealed class SessionBookTests
{
    private static readonly MeshKey Key = new(new byte[32]);
    private readonly HostKeys _alpha = HostKeys.New();
    private readonly HostKeys _beta = HostKeys.New();

    [Fact]
    public void Knocker_IsMetByItsFirstSealedWord_AndOnlyOnce()
    {
        using var alpha = Book(_alpha, knows: Records.Of(_beta, incarnation: 2));
        using var beta = new SessionBook(Key, _beta, 2);
        var word = alpha.Seal(_beta.Host, "hello"u8)!;
        Assert.Null(Open(beta, word, out _));

        beta.Knock(Records.Of(_alpha, incarnation: 1));
        Assert.Equal("hello"u8.ToArray(), Open(beta, word, out var met));
        Assert.Equal(_alpha.Host, met!.Host);
        Assert.Null(Open(beta, word, out _));

        Assert.NotNull(Open(beta, alpha.Seal(_beta.Host, "again"u8)!, out met));
        Assert.Null(met);
    }

    /// <summary>Two sessions of one life would count from the beginning under the same keys, and hear everything twice.</summary>
    [Fact]
    public void KnockOfOneThatIsKnown_BeginsNothingAnew()
    {
        using var alpha = Book(_alpha, knows: Records.Of(_beta, incarnation: 2));
        using var beta = Book(_beta, knows: Records.Of(_alpha, incarnation: 1), life: 2);
        var word = alpha.Seal(_beta.Host, "hello"u8)!;
        Assert.NotNull(Open(beta, word, out _));

        beta.Knock(Records.Of(_alpha, incarnation: 1));

        Assert.Null(Open(beta, word, out _));
    }

    [Fact]
    public void KnockerOfWhomOthersTell_HearsNothingTwice()
    {
        using var alpha = Book(_alpha, knows: Records.Of(_beta, incarnation: 2));
        using var beta = new SessionBook(Key, _beta, 2);
        beta.Knock(Records.Of(_alpha, incarnation: 1));
        beta.Learn(Records.Of(_alpha, incarnation: 1));
        var word = alpha.Seal(_beta.Host, "hello"u8)!;

        Assert.NotNull(Open(beta, word, out _));
        Assert.Null(Open(beta, word, out _));
    }

    [Fact]
    public void NewLife_HasNewKeys_AndTheOldOneIsHeardNoMore()
    {
        using var old = Book(_alpha, knows: Records.Of(_beta, incarnation: 2));
        using var beta = Book(_beta, knows: Records.Of(_alpha, incarnation: 1), life: 2);
        Assert.NotNull(Open(beta, old.Seal(_beta.Host, "hello"u8)!, out _));

        beta.Learn(Records.Of(_alpha, incarnation: 5));
        Assert.Null(Open(beta, old.Seal(_beta.Host, "hello"u8)!, out _));

        beta.Learn(Records.Of(_alpha, incarnation: 1));
        Assert.Equal(5u, beta.Find(_alpha.Host)!.Stamp.Incarnation);
    }

    [Fact]
    public void ManyKnockers_AreBounded()
    {
        using var beta = new SessionBook(Key, _beta, 2);
        using var alpha = Book(_alpha, knows: Records.Of(_beta, incarnation: 2));
        beta.Knock(Records.Of(_alpha, incarnation: 1));
        for (var i = 0; i < 300; i++)
        {
            beta.Knock(Records.Of(HostKeys.New()));
        }

        Assert.Null(Open(beta, alpha.Seal(_beta.Host, "hello"u8)!, out _));
    }

    private static SessionBook Book(HostKeys own, HostRecord knows, uint life = 1)
    {
        var book = new SessionBook(Key, own, life);
        book.Learn(knows);
        return book;
    }

    private byte[]? Open(SessionBook book, byte[] datagram, out HostRecord? met) =>
        book.Open(_alpha.Host.Hint, datagram, out _, out met);
}
