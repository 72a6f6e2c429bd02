using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Holdfast.Telemetry.Logging;

/// <summary>
/// Logs to standard error, one line an event; standard output belongs to what a command answers. Frameworks speak up from
/// warnings on.
/// </summary>
public static class LoggingSetup
{
    private static readonly string[] Frameworks = ["Microsoft", "System"];

    /// <summary>For a role that has a container of services.</summary>
    /// <param name="format">Null: for a person when standard error is a terminal, for the journal otherwise.</param>
    public static ILoggingBuilder AddHoldfast(
        this ILoggingBuilder logging,
        LineFormat? format = null,
        LogLevel minimum = LogLevel.Information
    )
    {
        var chosen = format ?? ForStandardError();
        logging.ClearProviders();
        logging.Services.Configure<LoggerFilterOptions>(filters => Filter(filters, minimum));
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.Services.AddSingleton<ConsoleFormatter>(services => new LineFormatter(
            chosen,
            services.GetRequiredService<TimeProvider>()
        ));
        logging.AddConsole(ToStandardError);
        return logging;
    }

    /// <summary>For a role that has none: to build one only for this makes a start slower.</summary>
    /// <param name="format">Null: for a person when standard error is a terminal, for the journal otherwise.</param>
    public static ILoggerFactory CreateFactory(LineFormat? format = null, LogLevel minimum = LogLevel.Information)
    {
        var filters = new LoggerFilterOptions();
        Filter(filters, minimum);
        var options = new ConsoleLoggerOptions();
        ToStandardError(options);
        var formatter = new LineFormatter(format ?? ForStandardError(), TimeProvider.System);
        var factory = new LoggerFactory([], filters);
        // Added, not given: so the factory's end is the provider's, which writes what it still holds.
        factory.AddProvider(new ConsoleLoggerProvider(new FixedOptions<ConsoleLoggerOptions>(options), [formatter]));
        return factory;
    }

    private static LineFormat ForStandardError() =>
        Console.IsErrorRedirected ? LineFormat.Journal : LineFormat.Terminal;

    private static void Filter(LoggerFilterOptions filters, LogLevel minimum)
    {
        filters.MinLevel = minimum;
        foreach (var framework in Frameworks)
        {
            filters.Rules.Add(new LoggerFilterRule(providerName: null, framework, LogLevel.Warning, filter: null));
        }
    }

    private static void ToStandardError(ConsoleLoggerOptions options)
    {
        options.FormatterName = LineFormatter.FormatterName;
        options.LogToStandardErrorThreshold = LogLevel.Trace;
    }
}
