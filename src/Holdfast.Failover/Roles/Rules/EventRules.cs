using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Roles.Rules;

/// <summary>Which rule an event belongs to.</summary>
internal static class EventRules
{
    public static void Apply(Turn turn, RoleEvent @event)
    {
        switch (@event)
        {
            case HeartbeatHeard heard:
                HearingRule.Apply(turn, heard);
                break;
            case EpochStored stored:
                StoredRule.Apply(turn, stored.Epoch);
                break;
            case EpochNotStored failed:
                NotStoredRule.Apply(turn, failed.Epoch);
                break;
            case WitnessGranted granted:
                WitnessAnswerRule.Grant(turn, granted);
                break;
            case WitnessRefused refused:
                WitnessAnswerRule.Refuse(turn, refused.Ask, refused.FreeIn);
                break;
            case PauseDetected pause:
                turn.Rules.Pause(turn, pause.Length);
                break;
            default:
                ApplyOwn(turn, @event);
                break;
        }
    }

    /// <summary>What the probes of this machine and its operator say.</summary>
    private static void ApplyOwn(Turn turn, RoleEvent @event)
    {
        switch (@event)
        {
            case HealthChanged health:
                HealthRule.Hear(turn, health.Verdict);
                break;
            case DatabaseChanged database:
                turn.State = turn.State with { Standing = database.Standing, Position = database.Position };
                break;
            case IsolationTested tested:
                IsolationRule.Hear(turn, tested.Result);
                break;
            case SwitchOverAsked asked:
                SwitchOverRule.Apply(turn, asked.Successor);
                break;
            case StopAsked:
                StopRule.Apply(turn);
                break;
            case HoldAsked hold:
                turn.State = turn.State with { OnHold = hold.Hold };
                break;
            case DegradedAllowed:
                turn.State = turn.State with { DegradedAllowed = true };
                break;
        }
    }
}
