using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Holdfast.Telemetry.Logging;

/// <summary>
/// One event, one line. For a person at a terminal it begins with the time and the level; for the journal with the priority in angle
/// brackets, which systemd understands (sd-daemon(3)), and without the time, which the journal adds.
/// </summary>
internal sealed class LineFormatter(LineFormat format, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "holdfast";

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(format == LineFormat.Terminal ? ForPerson(logEntry.LogLevel) : ForJournal(logEntry.LogLevel));
        textWriter.Write(ShortName(logEntry.Category));
        textWriter.Write('[');
        textWriter.Write(logEntry.EventId.Id);
        textWriter.Write("] ");
        textWriter.Write(OneLine.Of(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(" -- ");
            textWriter.Write(OneLine.Of(exception.ToString()));
        }

        textWriter.Write('\n');
    }

    private string ForPerson(LogLevel level) => $"{time.GetLocalNow():HH:mm:ss.fff} {Word(level)} ";

    private static string ForJournal(LogLevel level) => $"<{Priority(level)}>";

    /// <summary>The type alone: our namespaces say nothing that the type does not.</summary>
    private static string ShortName(string category) => category[(category.LastIndexOf('.') + 1)..];

    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info ",
            LogLevel.Warning => "WARN ",
            LogLevel.Error => "ERROR",
            _ => "FATAL",
        };

    /// <summary>syslog(3).</summary>
    private static int Priority(LogLevel level) =>
        level switch
        {
            LogLevel.Trace or LogLevel.Debug => 7,
            LogLevel.Information => 6,
            LogLevel.Warning => 4,
            LogLevel.Error => 3,
            _ => 2,
        };
}
