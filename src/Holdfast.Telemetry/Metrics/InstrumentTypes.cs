using System.Diagnostics.Metrics;

namespace Holdfast.Telemetry.Metrics;

/// <summary>What an instrument is, by its open generic type.</summary>
internal static class InstrumentTypes
{
    public static InstrumentKind KindOf(Instrument instrument) =>
        Open(instrument) switch
        {
            var type when type == typeof(Counter<>) || type == typeof(ObservableCounter<>) => InstrumentKind.Counter,
            var type when type == typeof(Histogram<>) => InstrumentKind.Histogram,
            _ => InstrumentKind.Gauge,
        };

    /// <summary>Whether a measurement is a change, not the value itself.</summary>
    public static bool Adds(Instrument instrument) =>
        Open(instrument) is var type
        && (type == typeof(Counter<>) || type == typeof(UpDownCounter<>) || type == typeof(Histogram<>));

    private static Type Open(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type ? type.GetGenericTypeDefinition() : typeof(Instrument);
}
