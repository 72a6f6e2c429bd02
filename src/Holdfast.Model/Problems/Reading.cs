namespace Holdfast.Model.Problems;

/// <summary>What could be read of something that a person wrote, so that it can be judged together with what could not.</summary>
/// <param name="Value">With defaults where it could not be read; null: nothing of it could.</param>
/// <param name="Unread">Where the defaults are.</param>
/// <param name="Problems">Why; empty: all of it is as it was meant.</param>
public sealed record Reading<T>(T? Value, UnreadPlaces Unread, IReadOnlyList<Problem> Problems)
    where T : class
{
    public static Reading<T> Whole(T value) => new(value, UnreadPlaces.None, []);

    public static Reading<T> Nothing(params IReadOnlyList<Problem> problems) => new(null, new([""]), problems);

    public Outcome<T> ToOutcome() =>
        Problems.Count == 0 && Value is { } value ? Outcome<T>.Of(value) : Outcome<T>.Failed(Problems);
}
