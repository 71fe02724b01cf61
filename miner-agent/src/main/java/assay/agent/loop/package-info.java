/** What keeps an agent going: tasks that look at the chain again and again, and what they tell. */
@NullMarked
package assay.agent.loop;

import org.jspecify.annotations.NullMarked;
