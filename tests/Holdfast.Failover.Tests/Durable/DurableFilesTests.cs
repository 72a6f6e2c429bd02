using Holdfast.Failover.Durable;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;
using Holdfast.Testing.Waiting;

namespace Holdfast.Failover.Tests.Durable;

public sealed class DurableFilesTests : IDisposable
{
    private static readonly Epoch Third = new(3, new MemberId(2));
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-failover").FullName;

    private string File => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void BootCounter_EachStart_IsLargerThanTheLast()
    {
        Assert.Equal(1ul, BootCounter.Advance(File).Value);
        Assert.Equal(2ul, BootCounter.Advance(File).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("one")]
    [InlineData("99999999999999999999")]
    public void BootCounter_Damaged_DoesNotBeginAnew(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Assert.Equal("HF-2032", Assert.Single(BootCounter.Advance(File).Problems).Id);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void EpochFile_Written_IsRead()
    {
        Assert.Equal(Epoch.None, new EpochFile(File).Read().Value);
        new EpochFile(File).Write(Third);
        Assert.Equal(Third, new EpochFile(File).Read().Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("3 0")]
    [InlineData("0 2")]
    [InlineData("3 2 1")]
    [InlineData("3 256")]
    [InlineData("4611686018427387905 1")]
    public void EpochFile_Damaged_IsNoEpoch(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Assert.Equal("HF-2032", Assert.Single(new EpochFile(File).Read().Problems).Id);
    }

    [Fact]
    public async Task EpochStore_InTheirOrder_ToldWhenDurableAndNeverLowered()
    {
        var told = new List<(Epoch, bool, Epoch)>();
        await using (
            var store = new EpochStore(
                new EpochFile(File),
                Epoch.None,
                (epoch, failure) => told.Add((epoch, failure is null, new EpochFile(File).Read().Value))
            )
        )
        {
            store.Store(Third);
            store.Store(new Epoch(2, new MemberId(9)));
            store.Store(new Epoch(4, new MemberId(1)));
        }

        var fourth = new Epoch(4, new MemberId(1));
        Assert.Equal(
            [(Third, true, Third), (new Epoch(2, new MemberId(9)), true, Third), (fourth, true, fourth)],
            told
        );
    }

    [Fact]
    public async Task EpochStore_NoFolder_TellsThatItIsNotStored()
    {
        Exception? why = null;
        await using var store = new EpochStore(
            new EpochFile(Path.Combine(_folder, "gone", "file")),
            Epoch.None,
            (_, failure) => why = failure
        );
        store.Store(Third);
        await Eventually.TrueAsync("it to be told", () => why is not null);
    }

    [Fact]
    public void MarksFile_Written_IsReadAndDamagedLinesAreLeftOut()
    {
        var mark = new ReplayMark(new MemberId(2), 7, 1, new Sequence(ulong.MaxValue, 12));
        Assert.Empty(new MarksFile(File).Read());
        new MarksFile(File).Write([mark]);
        System.IO.File.AppendAllText(File, "2 7 1 x 12\n2 7\n\n");

        Assert.Equal([mark], new MarksFile(File).Read());
    }
}
