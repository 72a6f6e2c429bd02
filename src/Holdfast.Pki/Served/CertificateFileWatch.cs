using Holdfast.Model.Problems;

namespace Holdfast.Pki.Served;

/// <summary>
/// The certificate in the administrator's files, read again while it is used. Files that cannot be used leave the last good one in
/// force: a certificate and its key are two files and never change at the same moment. Thread-safe.
/// </summary>
/// <param name="hostName">Under which clients come.</param>
/// <param name="tell">Hears of each new certificate, with what clients will not like about it, and once of each new reason why there is none.</param>
public sealed class CertificateFileWatch(
    CertificateFiles files,
    string hostName,
    TimeProvider clock,
    Action<ServerCertificate?, IReadOnlyList<Problem>> tell
)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _looking = new();
    private ServerCertificate? _current;
    private CertificateText? _text;
    private IReadOnlyList<Problem> _problems = [];
    private long? _looked;

    /// <summary>The last good one; null: there was none yet, for the reasons in <see cref="Problems"/>.</summary>
    public ServerCertificate? Current
    {
        get
        {
            lock (_looking)
            {
                if (_looked is not { } then || clock.GetElapsedTime(then) >= Interval)
                {
                    _looked = clock.GetTimestamp();
                    Look();
                }
                return _current;
            }
        }
    }

    /// <summary>Why the files could not be used when they were last looked at; empty: they are used.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    private void Look()
    {
        var text = CertificateText.Read(files);
        if (!text.Succeeded)
        {
            Keep(text.Problems);
        }
        else if (text.Value != _text)
        {
            Take(text.Value);
        }
        else
        {
            _problems = [];
        }
    }

    private void Take(CertificateText text)
    {
        var parsed = ServerCertificate.Parse(files, text);
        if (!parsed.Succeeded)
        {
            Keep(parsed.Problems);
            return;
        }
        // Handshakes that are under way may still use the one before; the collector has it when they are done.
        (_current, _text, _problems) = (parsed.Value, text, []);
        tell(parsed.Value, parsed.Value.Doubts(files.Certificate, hostName, clock.GetUtcNow()));
    }

    private void Keep(IReadOnlyList<Problem> problems)
    {
        if (!problems.SequenceEqual(_problems))
        {
            tell(null, problems);
        }
        _problems = problems;
    }
}
