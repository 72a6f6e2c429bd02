namespace Holdfast.Data.Statistics;

/// <summary>Days in the database: since 1970-01-01, UTC.</summary>
public static class DayNumber
{
    private static readonly int First = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static long Of(DateOnly day) => day.DayNumber - First;

    public static DateOnly ToDay(long number) => DateOnly.FromDayNumber((int)number + First);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    /// <summary>Its first moment.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
