namespace Holdfast.Lab.Histories.Rules;

/// <summary>How long what an app was given certainly lived, and what became of it, as far as the app can know.</summary>
internal sealed record Life(Call Connect, Given Given, Span Certain, LifeEnd End)
{
    /// <summary>
    /// Of all that one app was given, in order. From the answer until the app's next call that might have ended it begins; one that
    /// was refused ended nothing.
    /// </summary>
    public static IEnumerable<Life> Of(IEnumerable<Call> callsOfOneApp)
    {
        List<Call> calls = [.. callsOfOneApp.OrderBy(call => call.Begun)];
        for (var i = 0; i < calls.Count; i++)
        {
            if (calls[i] is { Succeeded: true, Given: { } given } connect)
            {
                List<Call> later = [.. calls.Skip(i + 1).Where(call => !call.WasRefused)];
                var until = later.Count > 0 ? later[0].Begun : TimeSpan.MaxValue;
                yield return new Life(connect, given, new Span(connect.Ended, until), EndOf(later));
            }
        }
    }

    public static IEnumerable<Life> OfAll(History history) =>
        history.Calls.GroupBy(call => call.App, StringComparer.Ordinal).SelectMany(Of);

    private static LifeEnd EndOf(List<Call> later) =>
        later.Count == 0 ? LifeEnd.None
        : later.Exists(call => call.Succeeded) ? LifeEnd.Acknowledged
        : LifeEnd.Unknown;
}

internal enum LifeEnd
{
    /// <summary>It lives.</summary>
    None,

    /// <summary>The app was told that something else is in its place, or nothing.</summary>
    Acknowledged,

    /// <summary>The app asked for it, and does not know.</summary>
    Unknown,
}
