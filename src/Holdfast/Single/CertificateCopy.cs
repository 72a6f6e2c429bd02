using Holdfast.Homes;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Pki.Served;
using Holdfast.Single.Rights;
using Holdfast.Terminals;

namespace Holdfast.Single;

/// <summary>
/// The administrator's certificate and key in one file for the roles. The key is usually root's alone, and the portal is not root: so
/// the supervisor copies both, again when they change, as long as it runs.
/// </summary>
internal sealed class CertificateCopy(HomeFolder home, CertificateFiles files, Terminal terminal, TimeProvider time)
{
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private CertificateText? _copied;
    private IReadOnlyList<Problem> _problems = [];

    /// <summary>Copies now, and what changes until the end; then takes the copy away.</summary>
    public async Task<IAsyncDisposable> StartAsync(PortalRights rights, CancellationToken cancel)
    {
        await CopyAsync(rights, cancel);
        var stop = new CancellationTokenSource();
        return new Watching(home, stop, WatchAsync(rights, stop.Token));
    }

    private async Task WatchAsync(PortalRights rights, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await CopyAsync(rights, stop);
        }
    }

    /// <summary>Half a renewal, a new certificate beside the old key, is not copied: the next look finds the rest.</summary>
    private async Task CopyAsync(PortalRights rights, CancellationToken cancel)
    {
        var text = CertificateText.Read(files);
        if (text.Value is { } same && same == _copied)
        {
            _problems = [];
            return;
        }
        var problems = text.Succeeded ? ServerCertificate.Parse(files, text.Value).Problems : text.Problems;
        if (problems.Count == 0)
        {
            await WriteAsync(text.Value!, rights, cancel);
            _copied = text.Value;
        }
        await ComplainAsync(problems);
    }

    private async Task WriteAsync(CertificateText text, PortalRights rights, CancellationToken cancel)
    {
        var next = home.Certificate + ".new";
        File.Delete(next);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerAndGroup & ~UnixFileMode.GroupRead,
        };
        await using (var file = new StreamWriter(next, options))
        {
            await file.WriteAsync(text.Join().AsMemory(), cancel);
        }
        if (rights.User is { } user)
        {
            await new ProgramRunner(time).RunAsync(new ProgramRun("chgrp", $"{user.Gid}", next), cancel);
            File.SetUnixFileMode(next, OwnerAndGroup);
        }
        File.Move(next, home.Certificate, overwrite: true);
    }

    private async Task ComplainAsync(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems.Except(_problems))
        {
            await terminal.Error.WriteLineAsync(
                $"server | {problem} Until then the last good certificate stays in use."
            );
        }
        _problems = problems;
    }

    private sealed class Watching(HomeFolder home, CancellationTokenSource stop, Task watching) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
            File.Delete(home.Certificate);
        }
    }
}
