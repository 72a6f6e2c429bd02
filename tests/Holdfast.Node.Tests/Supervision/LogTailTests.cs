using Holdfast.Node.Supervision;

namespace Holdfast.Node.Tests.Supervision;

public sealed class LogTailTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_LogOfAFatalEnd_GivesTheReason()
    {
        File.WriteAllText(
            _path,
            """
            2026-11-21 08:00:11 WARNING: something
            2026-11-21 08:00:11 TCP/UDP: Socket bind failed: Address already in use (errno=98)
            2026-11-21 08:00:11 us=5 Exiting due to fatal error

            """
        );
        Assert.Equal("TCP/UDP: Socket bind failed: Address already in use (errno=98)", LogTail.Read(_path, 0));
    }

    [Fact]
    public void Read_WordsOfAnEarlierProcess_AreLeftOut()
    {
        File.WriteAllText(_path, "earlier\n");
        Assert.Null(LogTail.Read(_path, LogTail.Length(_path)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000_000)]
    [InlineData(-5)]
    public void Read_HugeLogWithBinary_GivesABoundedLine(long from)
    {
        var bytes = new byte[100_000];
        new Random(3).NextBytes(bytes);
        File.WriteAllBytes(_path, bytes);
        Assert.InRange(LogTail.Read(_path, from)?.Length ?? 0, 0, 300);
    }

    [Fact]
    public void Read_NoLog_IsNull() => Assert.Null(LogTail.Read("/nowhere/x", 0));
}
