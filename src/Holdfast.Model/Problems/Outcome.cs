using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Model.Problems;

/// <summary>A value, or all the reasons why there is none. Expected failures travel as values, not as exceptions.</summary>
public sealed class Outcome<T>
{
    private Outcome(T? value, IReadOnlyList<Problem> problems)
    {
        Value = value;
        Problems = problems;
    }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Problems.Count == 0;

    /// <summary>The value; only when <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    /// <summary>Empty when <see cref="Succeeded"/>.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Problem problem) => new(default, [problem]);

    /// <summary>Said aloud where <typeparamref name="T"/> is an interface, from which C# does not convert by itself.</summary>
    public static Outcome<T> Of(T value) => new(value, []);

    public static Outcome<T> Failed(IReadOnlyList<Problem> problems) =>
        problems.Count > 0
            ? new(default, problems)
            : throw new ArgumentException("A failure needs a reason.", nameof(problems));
}
