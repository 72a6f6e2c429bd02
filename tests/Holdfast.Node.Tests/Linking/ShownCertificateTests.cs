using Holdfast.Node.Linking;
using Holdfast.Testing;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Tests.Linking;

public sealed class ShownCertificateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OpenSsl _openssl;
    private readonly List<string> _log = [];

    public ShownCertificateTests() => _openssl = new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    /// <summary>The portal on the same machine has the same files and says it.</summary>
    [Theory]
    [InlineData("[::]:8445", true)]
    [InlineData("unix:/run/link.sock", false)]
    [InlineData(null, false)]
    public void Current_ForAnotherName_IsSaidOnceOnAMachine(string? link, bool said)
    {
        _openssl.Issue("own", "DNS:other.example");

        Assert.NotNull(Shown(link).Current);
        Assert.Equal(said, _log.Any(line => line.Contains("HF-1914", StringComparison.Ordinal)));
        Assert.Contains(_log, line => line.Contains("CN=own", StringComparison.Ordinal));
    }

    [Fact]
    public void Current_NoSuchFileBesideThePortal_IsSaid()
    {
        Assert.Null(Shown("unix:/run/link.sock").Current);
        Assert.NotEmpty(_log);
    }

    private ShownCertificate Shown(string? link) =>
        new(
            new NodeOptions
            {
                Home = _folder.Path,
                HostName = "vpn.example.org",
                LinkListen = link,
                TlsCertificate = _openssl.At("own.crt"),
                TlsKey = _openssl.At("own.key"),
            },
            _folder.Path,
            TimeProvider.System,
            new ListLog(_log)
        );

    private sealed class ListLog(List<string> lines) : ILogger<ShownCertificate>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Add(formatter(state, exception));
    }
}
