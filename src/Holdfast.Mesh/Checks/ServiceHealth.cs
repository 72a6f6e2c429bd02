namespace Holdfast.Mesh.Checks;

/// <summary>What the answers of one service mean. It fails until it has answered for the first time.</summary>
public sealed class ServiceHealth(CheckRules rules)
{
    private bool _wasEverWell;
    private int _inARow;

    public bool IsWell { get; private set; }

    /// <summary>Why the last check failed; null: it did not, or there was none.</summary>
    public string? Why { get; private set; }

    /// <param name="why">Why the check failed; null: it did not.</param>
    /// <returns>True: <see cref="IsWell"/> has changed.</returns>
    public bool Take(string? why)
    {
        Why = why;
        if (why is null == IsWell)
        {
            _inARow = 0;
            return false;
        }

        _inARow++;
        if (
            _inARow
            < (
                IsWell ? rules.Fall
                : _wasEverWell ? rules.Rise
                : 1
            )
        )
        {
            return false;
        }

        (IsWell, _inARow, _wasEverWell) = (!IsWell, 0, true);
        return true;
    }
}
