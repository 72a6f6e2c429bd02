using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Holdfast.Mesh.Daemon;

/// <summary>Runs a command of the administrator's at each change, one after the other and beside all else.</summary>
/// <param name="command">For <c>sh -c</c>; null: none.</param>
internal sealed partial class Hooks(string? command, string device, TimeProvider time, ILogger logger)
{
    /// <summary>It is ended when it takes longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>More are dropped, and that is logged.</summary>
    private const int MostWaiting = 256;

    private readonly ShellCommand? _command = command is null ? null : new(command, device, Longest, time);
    private readonly Channel<(string Event, string Subject)> _waiting = Channel.CreateBounded<(string, string)>(
        MostWaiting
    );

    /// <param name="what">A word: <c>carries</c>, <c>yields</c>, <c>alive</c>, <c>suspect</c>, <c>dead</c>, <c>left</c>.</param>
    /// <param name="subject">A prefix, or a member's name.</param>
    public void Tell(string what, string subject)
    {
        if (_command is not null && !_waiting.Writer.TryWrite((what, subject)))
        {
            Log.Dropped(logger, what, subject);
        }
    }

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var (what, subject) in _waiting.Reader.ReadAllAsync(cancel))
            {
                if (await _command!.RunAsync([what, subject], cancel) is { } why)
                {
                    Log.Failed(logger, what, subject, why);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.HookFailed, LogLevel.Warning, "The hook for {What} {Subject} failed: {Why}")]
        public static partial void Failed(ILogger logger, string what, string subject, string why);

        [LoggerMessage(
            EventIds.HookDropped,
            LogLevel.Warning,
            "The hook is too slow, and is not run for {What} {Subject}"
        )]
        public static partial void Dropped(ILogger logger, string what, string subject);
    }
}
