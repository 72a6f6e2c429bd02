using System.Diagnostics.Metrics;
using Holdfast.Data.Notices;

namespace Holdfast.Portal.Notices.Delivery;

/// <summary>What this portal delivered, and what waits, for <c>/metrics</c>.</summary>
public sealed class NoticeMetrics : IDisposable
{
    private readonly Meter _meter = new("Holdfast.Portal.Notices");
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _givenUp;
    private long _waiting;

    public NoticeMetrics()
    {
        _delivered = _meter.CreateCounter<long>("holdfast.notices.delivered", null, "Notices delivered, by channel");
        _failed = _meter.CreateCounter<long>(
            "holdfast.notices.failed",
            null,
            "Tries to deliver a notice that failed, by channel"
        );
        _givenUp = _meter.CreateCounter<long>("holdfast.notices.given_up", null, "Notices given up, by channel");
        _meter.CreateObservableGauge(
            "holdfast.notices.waiting",
            () => Volatile.Read(ref _waiting),
            null,
            "Notices on their way"
        );
    }

    public void Delivered(DeliveryChannel channel) => _delivered.Add(1, Tag(channel));

    public void Failed(DeliveryChannel channel, bool givenUp)
    {
        _failed.Add(1, Tag(channel));
        if (givenUp)
        {
            _givenUp.Add(1, Tag(channel));
        }
    }

    public void Waiting(long count) => Volatile.Write(ref _waiting, count);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(DeliveryChannel channel) =>
        new("channel", channel == DeliveryChannel.Mail ? "mail" : "webhook");
}
